"""The repositories that an open work offers, one property a table.

To add a noun: write its rows and its repository in db/<noun>.py, then a property here. This module is also
what migrations/env.py imports to know every table.
"""

from functools import cached_property

from .actions import PlannedActions
from .attachments import Attachments
from .base import RecordSession
from .checklists import ChecklistItems, Checklists, ChecklistTemplateItems, ChecklistTemplates
from .clocks import ClockRuns, ClockSettings
from .communication_aids import AidSessions, Pictures
from .drafts import Drafts
from .family_engagement import FamilyEngagements
from .family_time import (
    Arrangements,
    LimitReviews,
    Limits,
    Occasions,
    SchoolHolidays,
    SharedOccasions,
)
from .frameworks import FrameworkChoices, FrameworkWordings, OwnFrameworkItems, OwnFrameworks
from .imports import ImportBatches, ImportedRecords, ImportMatchings
from .language import KeptWords
from .legal_orders import LegalOrders, Notifications, TimesAlone
from .open_anyway import OpenedAnyways
from .own_words import OwnWordsEntries
from .packs import PackCopies
from .people import KeyAdults, NetworkPeople
from .people_map import PeopleMaps
from .plan_reviews import PlanReviews
from .plans import (
    Decisions,
    GoalNotes,
    Goals,
    PlanParts,
    PlanVersions,
    RestrictionReviews,
    Restrictions,
    Scenarios,
)
from .promises import Promises
from .shifts import ShiftHandovers, ShiftNotes, ShiftSheetCopies
from .signatures import Addenda
from .staff import Assignments, Staff, Units
from .withholding import Withholdings
from .worker_changes import ChangeSteps, JointMeetings, Questions, Tellings, WorkerChanges
from .young_people import AboutMe, Statuses, Stays, YoungPeople


class Repositories:
    """What `work.<noun>` gives. Each is made when it is first asked for."""

    session: RecordSession

    @cached_property
    def units(self) -> Units:
        """Units of this work."""
        return Units(self.session)

    @cached_property
    def staff(self) -> Staff:
        """Staff of this work."""
        return Staff(self.session)

    @cached_property
    def assignments(self) -> Assignments:
        """Assignments of this work."""
        return Assignments(self.session)

    @cached_property
    def young_people(self) -> YoungPeople:
        """YoungPeople of this work."""
        return YoungPeople(self.session)

    @cached_property
    def about_me(self) -> AboutMe:
        """AboutMe of this work."""
        return AboutMe(self.session)

    @cached_property
    def stays(self) -> Stays:
        """Stays of this work."""
        return Stays(self.session)

    @cached_property
    def statuses(self) -> Statuses:
        """Statuses of this work."""
        return Statuses(self.session)

    @cached_property
    def network_people(self) -> NetworkPeople:
        """NetworkPeople of this work."""
        return NetworkPeople(self.session)

    @cached_property
    def key_adults(self) -> KeyAdults:
        """KeyAdults of this work."""
        return KeyAdults(self.session)

    @cached_property
    def plan_versions(self) -> PlanVersions:
        """PlanVersions of this work."""
        return PlanVersions(self.session)

    @cached_property
    def plan_parts(self) -> PlanParts:
        """PlanParts of this work."""
        return PlanParts(self.session)

    @cached_property
    def goals(self) -> Goals:
        """Goals of this work."""
        return Goals(self.session)

    @cached_property
    def scenarios(self) -> Scenarios:
        """Scenarios of this work."""
        return Scenarios(self.session)

    @cached_property
    def restrictions(self) -> Restrictions:
        """Restrictions of this work."""
        return Restrictions(self.session)

    @cached_property
    def decisions(self) -> Decisions:
        """Decisions of this work."""
        return Decisions(self.session)

    @cached_property
    def goal_notes(self) -> GoalNotes:
        """GoalNotes of this work."""
        return GoalNotes(self.session)

    @cached_property
    def restriction_reviews(self) -> RestrictionReviews:
        """RestrictionReviews of this work."""
        return RestrictionReviews(self.session)

    @cached_property
    def plan_reviews(self) -> PlanReviews:
        """PlanReviews of this work."""
        return PlanReviews(self.session)

    @cached_property
    def aid_sessions(self) -> AidSessions:
        """AidSessions of this work."""
        return AidSessions(self.session)

    @cached_property
    def pictures(self) -> Pictures:
        """Pictures of this work."""
        return Pictures(self.session)

    @cached_property
    def kept_words(self) -> KeptWords:
        """KeptWords of this work."""
        return KeptWords(self.session)

    @cached_property
    def framework_choices(self) -> FrameworkChoices:
        """FrameworkChoices of this work."""
        return FrameworkChoices(self.session)

    @cached_property
    def framework_wordings(self) -> FrameworkWordings:
        """FrameworkWordings of this work."""
        return FrameworkWordings(self.session)

    @cached_property
    def own_frameworks(self) -> OwnFrameworks:
        """OwnFrameworks of this work."""
        return OwnFrameworks(self.session)

    @cached_property
    def own_framework_items(self) -> OwnFrameworkItems:
        """OwnFrameworkItems of this work."""
        return OwnFrameworkItems(self.session)

    @cached_property
    def arrangements(self) -> Arrangements:
        """Arrangements of this work."""
        return Arrangements(self.session)

    @cached_property
    def occasions(self) -> Occasions:
        """Occasions of this work."""
        return Occasions(self.session)

    @cached_property
    def limits(self) -> Limits:
        """Limits of this work."""
        return Limits(self.session)

    @cached_property
    def checklist_templates(self) -> ChecklistTemplates:
        """ChecklistTemplates of this work."""
        return ChecklistTemplates(self.session)

    @cached_property
    def checklist_template_items(self) -> ChecklistTemplateItems:
        """ChecklistTemplateItems of this work."""
        return ChecklistTemplateItems(self.session)

    @cached_property
    def checklists(self) -> Checklists:
        """Checklists of this work."""
        return Checklists(self.session)

    @cached_property
    def checklist_items(self) -> ChecklistItems:
        """ChecklistItems of this work."""
        return ChecklistItems(self.session)

    @cached_property
    def promises(self) -> Promises:
        """Promises of this work."""
        return Promises(self.session)

    @cached_property
    def actions(self) -> PlannedActions:
        """PlannedActions of this work."""
        return PlannedActions(self.session)

    @cached_property
    def own_words(self) -> OwnWordsEntries:
        """OwnWordsEntries of this work."""
        return OwnWordsEntries(self.session)

    @cached_property
    def worker_changes(self) -> WorkerChanges:
        """WorkerChanges of this work."""
        return WorkerChanges(self.session)

    @cached_property
    def change_steps(self) -> ChangeSteps:
        """ChangeSteps of this work."""
        return ChangeSteps(self.session)

    @cached_property
    def tellings(self) -> Tellings:
        """Tellings of this work."""
        return Tellings(self.session)

    @cached_property
    def joint_meetings(self) -> JointMeetings:
        """JointMeetings of this work."""
        return JointMeetings(self.session)

    @cached_property
    def questions(self) -> Questions:
        """Questions of this work."""
        return Questions(self.session)

    @cached_property
    def pack_copies(self) -> PackCopies:
        """PackCopies of this work."""
        return PackCopies(self.session)

    @cached_property
    def addenda(self) -> Addenda:
        """Addenda of this work."""
        return Addenda(self.session)

    @cached_property
    def withholdings(self) -> Withholdings:
        """Withholdings of this work."""
        return Withholdings(self.session)

    @cached_property
    def opened_anyway(self) -> OpenedAnyways:
        """What was opened anyway, of this work."""
        return OpenedAnyways(self.session)

    @cached_property
    def drafts(self) -> Drafts:
        """Drafts of this work."""
        return Drafts(self.session)

    @cached_property
    def limit_reviews(self) -> LimitReviews:
        """LimitReviews of this work."""
        return LimitReviews(self.session)

    @cached_property
    def school_holidays(self) -> SchoolHolidays:
        """SchoolHolidays of this work."""
        return SchoolHolidays(self.session)

    @cached_property
    def shared_occasions(self) -> SharedOccasions:
        """SharedOccasions of this work."""
        return SharedOccasions(self.session)

    @cached_property
    def family_engagements(self) -> FamilyEngagements:
        """FamilyEngagements of this work."""
        return FamilyEngagements(self.session)

    @cached_property
    def people_maps(self) -> PeopleMaps:
        """PeopleMaps of this work."""
        return PeopleMaps(self.session)

    @cached_property
    def import_batches(self) -> ImportBatches:
        """ImportBatches of this work."""
        return ImportBatches(self.session)

    @cached_property
    def imported_records(self) -> ImportedRecords:
        """ImportedRecords of this work."""
        return ImportedRecords(self.session)

    @cached_property
    def import_matchings(self) -> ImportMatchings:
        """ImportMatchings of this work."""
        return ImportMatchings(self.session)

    @cached_property
    def attachments(self) -> Attachments:
        """Attachments of this work."""
        return Attachments(self.session)

    @cached_property
    def clock_runs(self) -> ClockRuns:
        """ClockRuns of this work."""
        return ClockRuns(self.session)

    @cached_property
    def clock_settings(self) -> ClockSettings:
        """ClockSettings of this work."""
        return ClockSettings(self.session)

    @cached_property
    def legal_orders(self) -> LegalOrders:
        """LegalOrders of this work."""
        return LegalOrders(self.session)

    @cached_property
    def notifications(self) -> Notifications:
        """Notifications of this work."""
        return Notifications(self.session)

    @cached_property
    def times_alone(self) -> TimesAlone:
        """TimesAlone of this work."""
        return TimesAlone(self.session)

    @cached_property
    def shift_notes(self) -> ShiftNotes:
        """ShiftNotes of this work."""
        return ShiftNotes(self.session)

    @cached_property
    def shift_handovers(self) -> ShiftHandovers:
        """ShiftHandovers of this work."""
        return ShiftHandovers(self.session)

    @cached_property
    def shift_sheet_copies(self) -> ShiftSheetCopies:
        """ShiftSheetCopies of this work."""
        return ShiftSheetCopies(self.session)
