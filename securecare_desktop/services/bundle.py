"""All services around one session, made in one place for the doors: the window and the command line."""

from dataclasses import dataclass
from pathlib import Path

from ..core.clock import Clock
from .actions import ActionsService
from .arrangements import ArrangementsService
from .attachments import AttachmentsService
from .audit import AuditService
from .calendar_file import CalendarFileService
from .checklist_templates import ChecklistTemplatesService
from .checklists import ChecklistsService
from .clocks import ClocksService
from .communication_aids import CommunicationAidsService
from .drafts import DraftsService
from .evidence import EvidenceService
from .family_calendar import FamilyCalendarService
from .family_engagement import FamilyEngagementService
from .family_sharing import FamilySharingService
from .family_time import FamilyTimeService
from .frameworks import FrameworksService
from .imports import ImportsService
from .language import LanguageService
from .limits import LimitsService
from .open_anyway import OpenAnywayService
from .own_words import OwnWordsService
from .packs import PacksService
from .people import PeopleService
from .people_map import PeopleMapService
from .plan_reviews import PlanReviewsService
from .plans import PlansService
from .promises import PromisesService
from .search import SearchService
from .session import Session
from .shift_sheet import ShiftSheetService
from .shifts import ShiftsService
from .signatures import SignaturesService
from .staff import StaffService
from .stays import StaysService
from .store_key import StoreKeyService
from .stores import StoresService
from .today import TodayService
from .units import UnitsService
from .withholding import WithholdingService
from .worker_changes import WorkerChangesService
from .young_people import YoungPeopleService


@dataclass(frozen=True, slots=True)
class Services:
    """Everything the doors (window and command line) hand on; each part goes only to who needs it."""

    session: Session
    stores: StoresService
    young_people: YoungPeopleService
    stays: StaysService
    people: PeopleService
    people_map: PeopleMapService
    plans: PlansService
    plan_reviews: PlanReviewsService
    communication_aids: CommunicationAidsService
    frameworks: FrameworksService
    family_time: FamilyTimeService
    family_sharing: FamilySharingService
    limits: LimitsService
    family_engagement: FamilyEngagementService
    family_calendar: FamilyCalendarService
    calendar_file: CalendarFileService
    arrangements: ArrangementsService
    promises: PromisesService
    actions: ActionsService
    own_words: OwnWordsService
    signatures: SignaturesService
    checklists: ChecklistsService
    checklist_templates: ChecklistTemplatesService
    attachments: AttachmentsService
    clocks: ClocksService
    worker_changes: WorkerChangesService
    packs: PacksService
    staff: StaffService
    units: UnitsService
    store_key: StoreKeyService
    audit: AuditService
    search: SearchService
    today: TodayService
    shifts: ShiftsService
    shift_sheet: ShiftSheetService
    open_anyway: OpenAnywayService
    drafts: DraftsService
    evidence: EvidenceService
    withholding: WithholdingService
    language: LanguageService
    imports: ImportsService


def build_services(clock: Clock, folder: Path | None = None) -> Services:
    """Return the services around one new session; nothing is opened yet."""
    return services_around(Session(clock, folder))


def services_around(session: Session) -> Services:
    """Return the services around a session that is there already, as the window's sign-in page needs it first."""
    return Services(
        session=session,
        stores=StoresService(session),
        young_people=YoungPeopleService(session),
        stays=StaysService(session),
        people=PeopleService(session),
        people_map=PeopleMapService(session),
        plans=PlansService(session),
        plan_reviews=PlanReviewsService(session),
        communication_aids=CommunicationAidsService(session),
        frameworks=FrameworksService(session),
        family_time=FamilyTimeService(session),
        family_sharing=FamilySharingService(session),
        limits=LimitsService(session),
        family_engagement=FamilyEngagementService(session),
        family_calendar=FamilyCalendarService(session),
        calendar_file=CalendarFileService(session),
        arrangements=ArrangementsService(session),
        promises=PromisesService(session),
        actions=ActionsService(session),
        own_words=OwnWordsService(session),
        signatures=SignaturesService(session),
        checklists=ChecklistsService(session),
        checklist_templates=ChecklistTemplatesService(session),
        attachments=AttachmentsService(session),
        clocks=ClocksService(session),
        worker_changes=WorkerChangesService(session),
        packs=PacksService(session),
        staff=StaffService(session),
        units=UnitsService(session),
        store_key=StoreKeyService(session),
        audit=AuditService(session),
        search=SearchService(session),
        today=TodayService(session),
        shifts=ShiftsService(session),
        shift_sheet=ShiftSheetService(session),
        open_anyway=OpenAnywayService(session),
        drafts=DraftsService(session),
        evidence=EvidenceService(session),
        withholding=WithholdingService(session),
        language=LanguageService(session),
        imports=ImportsService(session),
    )
