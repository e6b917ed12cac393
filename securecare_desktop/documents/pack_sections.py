"""The later pages of a handover pack, parts 4 to 15: what a new worker needs to know and to do.

Every part is there in every pack; one that has nothing to say says so in a sentence.
"""

from datetime import date

from ..core.clock import local
from ..core.labels import label
from ..core.text import _, clock_time, day_full, day_plain, day_short, given_name, quoted
from ..domain.checklists import RestsOn
from ..domain.family_time import Arrangement, Limit, Occasion
from ..domain.packs import PackContent
from ..domain.people import Answer, Circle, KeyAdult, KeyRole, NetworkPerson
from ..domain.plans import Decision, Scenario, Section
from ..domain.young_people import AboutMeKind
from .pack_first_page import next_dates_list, promises_table
from .pack_words import (
    about_me,
    about_me_lines,
    capital,
    day_or,
    from_plan,
    ground_text,
    how_given,
    joined,
    meta_of,
    or_dash,
    phone_text,
    sentences,
)
from .tree import (
    Bullets,
    Cell,
    Column,
    Fact,
    Facts,
    Heading,
    Manner,
    Paragraph,
    Part,
    Run,
    SideBySide,
    Table,
    Voice,
    Words,
    bold,
    with_icon,
)

RESTS_ON_ICONS = {
    RestsOn.LAW: "scale",
    RestsOn.GUIDANCE: "book-open",
    RestsOn.TEAM: "users",
    RestsOn.PROMISE: "handshake",
}
_CIRCLES = (Circle.OWN_PEOPLE, Circle.PROFESSIONAL, Circle.HOUSE)
_LAST = 1000
_ADVOCATE_WORDS = ("advocate", "advocacy")
_LAWYER_WORDS = ("lawyer", "solicitor")
_IN_MY_WORDS = (
    AboutMeKind.WHAT_MATTERS, AboutMeKind.HOW_TO_TELL_ME, AboutMeKind.GOOD_DAY, AboutMeKind.HOPES,
)  # fmt: skip
_FOR_THE_WORKER = (
    AboutMeKind.WHAT_HELPS, AboutMeKind.WHAT_DOES_NOT_HELP, AboutMeKind.EARLY_SIGNS, AboutMeKind.WHAT_COMFORTS,
)  # fmt: skip


def sections(content: PackContent) -> tuple[Part, ...]:
    """Return parts 4 to 15 in their order."""
    return (
        *_story(content),
        *_what_works(content),
        *_goals(content),
        Heading(_("Promises made and not yet kept, all of them"), "handshake"),
        *promises_table(content),
        *_to_do(content),
        Heading(_("Dates ahead"), "calendar-days"),
        *next_dates_list(content),
        Paragraph(_("Dates are an aid, not legal advice."), Manner.QUIET),
        *_if_then(content),
        *_family_time(content),
        *_who_is_who(content),
        *_health(content),
        *_legal(content),
        *_restrictions(content),
    )


def _story(content: PackContent) -> tuple[Part, ...]:
    person = content.young_person
    parts: list[Part] = [Heading(_("The story so far"), "book-open")]
    parts.append(Paragraph(person.story_so_far.strip() or _("The story so far is not written yet.")))
    if person.story_so_far.strip() and person.story_so_far_on:
        parts.append(
            Paragraph(_("Written on {day}.").format(day=day_full(person.story_so_far_on)), Manner.QUIET)
        )
    return tuple(parts)


def _what_works(content: PackContent) -> tuple[Part, ...]:
    name = content.young_person.name_used
    parts: list[Part] = [Heading(_("What works, and what to leave"), "heart")]
    columns: list[tuple[Part, ...]] = []
    for kind in _FOR_THE_WORKER:
        points = about_me_lines(content, kind)
        body: Part = Bullets(points) if points else Paragraph(_("Nothing written yet."))
        columns.append((Heading(label(kind), level=2), body))
    parts += [SideBySide((columns[0], columns[1])), SideBySide((columns[2], columns[3]))]
    for kind in _IN_MY_WORDS:
        part = about_me(content, kind)
        points = about_me_lines(content, kind)
        if part is None or not points:
            parts += [Heading(label(kind), level=2), Paragraph(_("Nothing written yet."))]
            continue
        way = how_given(part.given_how, part.written_with, part.given_on)
        parts.append(Voice(title=label(kind), items=points, meta=meta_of(name, [way])))
    return (*parts, *from_plan(content, Section.DAY_TO_DAY))


def _goals(content: PackContent) -> tuple[Part, ...]:
    today = content.today
    rows: list[tuple[Words | Cell, ...]] = []
    for goal in content.goals:
        need = f"\n{goal.need.strip()}" if goal.need.strip() else ""
        better = goal.what_better_looks_like.strip()
        doing = joined(
            goal.what_we_do, _("Better looks like: {text}").format(text=better) if better else "", by="\n"
        )
        written = f" ({day_plain(goal.progress_on, today)})" if goal.progress_on else ""
        state = label(goal.state) + ("" if goal.progress.strip() else written)
        progress = sentences(state, goal.progress.strip() + written if goal.progress.strip() else "")
        title = Cell(
            words=(bold(goal.title), need), voice=quoted(goal.own_words) if goal.own_words.strip() else ""
        )
        rows.append(
            (title, or_dash(doing), joined(goal.who, day_or(goal.by, "", today)) or or_dash(""), progress)
        )
    heading = Heading(_("Goals, and how far they have come"), "milestone")
    body: Part = Paragraph(_("No goals are written yet."))
    if rows:
        columns = (
            Column(_("Goal"), 27), Column(_("What we do"), 31), Column(_("Who, by when"), 16), Column(_("How far"), 26),
        )  # fmt: skip
        body = Table(columns, tuple(rows))
    return (heading, body, *from_plan(content, Section.GOALS, Section.EDUCATION, Section.MOVING_ON))


def _to_do(content: PackContent) -> tuple[Part, ...]:
    heading = Heading(_("To do"), "list-checks")
    if not content.actions:
        return (heading, Paragraph(_("Nothing is open.")))
    rows: list[tuple[Words | Cell, ...]] = []
    for action in content.actions:
        rests = with_icon(RESTS_ON_ICONS[action.rests_on], label(action.rests_on).lower())
        who = action.who.strip() or _("nobody yet")
        by = day_or(action.by, _("no day named"), content.today)
        rows.append((Cell(checkbox=True), action.what, who, by, (rests,)))
    columns = (
        Column("", 3.4), Column(_("What"), 45), Column(_("Who"), 21), Column(_("By when"), 15), Column(_("Rests on"), 15.6),
    )  # fmt: skip
    return (heading, Table(columns, tuple(rows)))


def _if_then(content: PackContent) -> tuple[Part, ...]:
    heading = Heading(_("If this happens, then this helps"), "git-branch")
    rest = from_plan(content, Section.SAFETY)
    if not content.scenarios:
        return (heading, Paragraph(_("No plan for hard moments is written yet.")), *rest)
    rows = tuple(_scenario_row(scenario) for scenario in content.scenarios)
    columns = (Column(_("If"), 29), Column(_("First signs"), 22), Column(_("Then"), 49))
    return (heading, Table(columns, rows), *rest)


def _scenario_row(scenario: Scenario) -> tuple[Words | Cell, ...]:
    likely = scenario.more_likely_when.strip()
    hurt = scenario.who_might_be_hurt.strip()
    what = joined(
        scenario.what,
        _("More likely: {text}").format(text=likely) if likely else "",
        _("Who might be hurt: {text}").format(text=hurt) if hurt else "",
        by="\n",
    )
    then = joined(scenario.what_helps, scenario.agreed_response, by="\n")
    cell: Words | Cell = or_dash(then)
    if scenario.own_view.strip():
        cell = Cell(words=then, voice=quoted(scenario.own_view))
    return (what, or_dash(scenario.first_signs), cell)


def _family_time(content: PackContent) -> tuple[Part, ...]:
    name = content.young_person.name_used
    parts: list[Part] = [Heading(_("Family time"), "calendar-heart")]
    limits = list(content.limits)
    rows: list[tuple[Words | Cell, ...]] = []
    for arrangement in content.arrangements:
        own = [limit for limit in limits if limit.person_id == arrangement.person_id]
        limits = [limit for limit in limits if limit not in own]
        rows.append(_arrangement_row(arrangement, own, content))
    for limit in limits:  # a limit on somebody with whom nothing is arranged
        review = _review(limit.review_on, limit.review_by, content)
        rows.append(
            ((bold(limit.with_whom),), _("Nothing is arranged"), _limit_words([limit], content), review)
        )
    if rows:
        columns = (
            Column(_("With"), 14),
            Column(_("Arrangement"), 31),
            Column(_("Limit, ground, what {name} was told").format(name=name), 39),
            Column(_("Review"), 16),
        )
        parts.append(Table(columns, tuple(rows)))
    else:
        parts.append(Paragraph(_("No family time is arranged yet.")))
    last = _occasion(content.last_occasion, content)
    following = _occasion(content.next_occasion, content)
    parts.append(
        Paragraph(
            sentences(
                _("Family time is never a reward and never a sanction"),
                _("Last: {occasion}").format(occasion=last or _("none yet")),
                _("Next: {occasion}").format(occasion=following or _("none fixed")),
            ),
            Manner.QUIET,
        )
    )
    return (*parts, *from_plan(content, Section.FAMILY_TIME))


def _arrangement_row(
    arrangement: Arrangement, limits: list[Limit], content: PackContent
) -> tuple[Words | Cell, ...]:
    level = label(arrangement.level).lower()
    what = joined(
        label(arrangement.kind),
        joined(arrangement.how_often, arrangement.at_time, by=" "),
        level,
        arrangement.place,
    )
    if arrangement.purpose.strip():
        what += f"\n{arrangement.purpose.strip()}"
    by = next((limit.review_by for limit in limits if limit.review_by), "")
    days = [d for d in (arrangement.review_on, *(limit.review_on for limit in limits)) if d is not None]
    return (
        (bold(arrangement.with_whom),),
        what,
        _limit_words(limits, content) if limits else _("None"),
        _review(min(days) if days else None, by, content),
    )


def _limit_words(limits: list[Limit], content: PackContent) -> Words | Cell:
    words: list[str | Run] = []
    for limit in limits:
        ground = ground_text(label(limit.ground), limit.ground_details)
        told = ""
        if limit.told_by or limit.told_on:
            told = _("{name} told: {how}").format(
                name=content.young_person.name_used,
                how=joined(
                    given_name(limit.told_by),
                    day_plain(limit.told_on, content.today) if limit.told_on else "",
                ),
            )
        words.append(with_icon("shield", sentences(capital(limit.what), ground, told)))
        if limit is not limits[-1]:
            words.append("\n")
    views = " ".join(quoted(limit.own_view) for limit in limits if limit.own_view.strip())
    return Cell(words=tuple(words), voice=views) if views else tuple(words)


def _review(day: date | None, by: str, content: PackContent) -> Words:
    return joined(day_plain(day, content.today) if day else "", by.lower()) or _("no day named")


def _occasion(occasion: Occasion | None, content: PackContent) -> str:
    if occasion is None:
        return ""
    at = local(occasion.planned_at)
    moment = joined(day_short(at.date(), content.today), clock_time(occasion.planned_at))
    return joined(occasion.with_whom, label(occasion.kind).lower(), moment, label(occasion.state).lower())


def _who_is_who(content: PackContent) -> tuple[Part, ...]:
    name = content.young_person.name_used
    heading = Heading(_("Who is who"), "contact-round")
    rows: list[tuple[Words | Cell, ...]] = []
    ties = [tie for tie in content.key_adults if tie.holds_on(content.today)]
    for person in sorted(
        content.people, key=lambda p: (_CIRCLES.index(p.circle), p.emergency_order or _LAST)
    ):
        own = [tie for tie in ties if tie.person_id == person.id != "" or tie.name == person.name]
        ties = [tie for tie in ties if tie not in own]
        rows.append(_person_row(person, [_tie_words(tie, content) for tie in own]))
    for tie in ties:
        role = joined(_tie_words(tie, content), tie.stays_how)
        rows.append(((bold(tie.name),), role, or_dash(""), or_dash(""), _knows(Answer.YES)))
    if not rows:
        return (heading, Paragraph(_("Nobody is written down yet.")), *from_plan(content, Section.PEOPLE))
    columns = (
        Column(_("Name"), 18),
        Column(_("Who they are to {name}").format(name=name), 26),
        Column(_("Ask them about"), 25),
        Column(_("Phone"), 17),
        Column(_("Knows where {name} lives").format(name=name), 14),
    )
    hidden = [person.shown_name for person in content.people if person.knows_where is Answer.NO]
    note: tuple[Part, ...] = ()
    if hidden:
        text = _("Not to be told where {name} lives: {people}.").format(name=name, people=", ".join(hidden))
        note = (Paragraph((with_icon("eye-off", text, heavy=True),)),)
    return (heading, Table(columns, tuple(rows)), *note, *from_plan(content, Section.PEOPLE))


def _tie_words(tie: KeyAdult, content: PackContent) -> str:
    role = tie.role_text or label(tie.role)
    change = content.change.change if content.change else None
    if change is not None and tie.name == change.outgoing_name and change.day > content.today:
        return _("{role} until {day}").format(role=role, day=day_plain(change.day, content.today))
    return role


def _person_row(person: NetworkPerson, roles: list[str]) -> tuple[Words | Cell, ...]:
    said = person.who_they_are.strip()
    who = joined(said, *(role for role in roles if role.lower() not in said.lower()), person.organisation)
    stays = _("stays afterwards")
    if person.stays_afterwards and stays not in who:
        who = joined(who, stays)
    speaks = joined(person.language, person.interpreter)
    phone = joined(phone_text(person.phone), person.contact_hours)
    asked = joined(person.ask_about, _("speaks {language}").format(language=speaks) if speaks else "")
    return (
        (bold(person.shown_name),),
        or_dash(who),
        or_dash(asked),
        or_dash(phone),
        _knows(person.knows_where),
    )


def _knows(answer: Answer) -> Words:
    icon = {Answer.YES: "check", Answer.NO: "x"}.get(answer, "circle-question-mark")
    return (with_icon(icon, label(answer), heavy=answer is Answer.NO),)


def _health(content: PackContent) -> tuple[Part, ...]:
    person = content.young_person
    not_written = _("Nothing written yet.")
    facts = (
        Fact(_("Health, what matters first"), person.health_essentials.strip() or not_written),
        Fact(_("Allergies"), person.allergies.strip() or not_written),
        Fact(_("Communication"), person.communication_needs.strip() or not_written),
        Fact(_("Languages, interpreter"), joined(person.languages, person.interpreter) or not_written),
        Fact(_("Culture and faith"), person.culture_and_faith.strip() or not_written),
    )
    heading = Heading(_("Health and communication"), "message-square-reply")
    return (heading, Facts(facts), *from_plan(content, Section.HEALTH))


def _legal(content: PackContent) -> tuple[Part, ...]:
    stay = content.stay
    parts: list[Part] = [Heading(_("Legal basis and rights"), "scale")]
    person = content.young_person
    born = day_full(person.date_of_birth)
    parts.append(Facts((Fact(_("Name in law"), person.legal_name), Fact(_("Born"), born))))
    if stay is None:
        parts.append(Paragraph(_("No stay is written down yet.")))
    else:
        order = joined(
            stay.order_details,
            _("made {day}").format(day=day_full(stay.order_made)) if stay.order_made else "",
        )
        facts = [
            Fact(_("Legal basis"), label(stay.legal_basis)),
            Fact(_("Order"), or_dash(order)),
            Fact(_("Order ends"), day_full(stay.order_ends) if stay.order_ends else _("no end written down")),
            Fact(_("Authorised by"), or_dash(stay.authorised_by)),
            Fact(_("Placing authority"), or_dash(stay.placing_authority)),
            Fact(_("Appeal by"), day_full(stay.appeal_by) if stay.appeal_by else _("no day written down")),
        ]
        if stay.reasons_for_young_person.strip():
            name = content.young_person.name_used
            facts.append(Fact(_("Why, as {name} was told").format(name=name), stay.reasons_for_young_person))
        parts.append(Facts(tuple(facts)))
    parts.append(Facts((Fact(_("Advocate"), _advocate(content)), Fact(_("Lawyer"), _lawyer(content)))))
    parts += from_plan(content, Section.WHY_I_AM_HERE, Section.RIGHTS)
    parts += [Heading(_("Decisions and how they were explained"), level=2), _decisions(content)]
    return tuple(parts)


def person_like(content: PackContent, words: tuple[str, ...]) -> NetworkPerson | None:
    """Return the first person whose role holds one of these words."""
    return next((p for p in content.people if any(w in p.who_they_are.lower() for w in words)), None)


def advocate(content: PackContent) -> tuple[str, str]:
    """Return name and phone of the advocate, both empty where none is known."""
    tie = next(
        (t for t in content.key_adults if t.role is KeyRole.ADVOCATE and t.holds_on(content.today)), None
    )
    person = next((p for p in content.people if tie and tie.person_id == p.id and p.id), None)
    person = person or (None if tie else person_like(content, _ADVOCATE_WORDS))
    if person is not None:
        return person.name, person.phone.strip()
    return (tie.name, "") if tie else ("", "")


def _advocate(content: PackContent) -> str:
    name, phone = advocate(content)
    if name:
        return joined(name, phone_text(phone))
    offered = content.stay.advocate_offered if content.stay else None
    if offered:
        return _("None yet; offered on {day}").format(day=day_full(offered))
    return _("None yet; no offer is written down")


def _lawyer(content: PackContent) -> str:
    person = person_like(content, _LAWYER_WORDS)
    return joined(person.name, phone_text(person.phone)) if person else _("None written down")


def _decisions(content: PackContent) -> Part:
    if not content.decisions:
        return Paragraph(_("No decisions are written down."))
    columns = (
        Column(_("Decision"), 34), Column(_("What {name} wanted").format(name=content.young_person.name_used), 24),
        Column(_("How it counted"), 21), Column(_("Explained"), 21),
    )  # fmt: skip
    return Table(columns, tuple(_decision_row(decision, content) for decision in content.decisions))


def _decision_row(decision: Decision, content: PackContent) -> tuple[Words | Cell, ...]:
    what = joined(decision.what, decision.why, by="\n")
    if decision.decided_on:
        what = joined(what, day_plain(decision.decided_on, content.today), by="\n")
    if not decision.with_agreement:
        what = joined(what, _("Made without agreement"), by="\n")
    explained = joined(
        given_name(decision.explained_by),
        day_plain(decision.explained_on, content.today) if decision.explained_on else "",
    )
    said: Words | Cell = explained or _("not yet")
    if decision.what_they_said.strip():
        said = Cell(words=explained, voice=quoted(decision.what_they_said))
    return (what, or_dash(decision.what_they_wanted), or_dash(decision.how_it_counted), said)


def _restrictions(content: PackContent) -> tuple[Part, ...]:
    heading = Heading(_("Limits in force"), "shield")
    rest = from_plan(content, Section.LIMITS)
    note = Paragraph(_("Limits on family time stand with family time."), Manner.QUIET)
    if not content.restrictions:
        return (heading, Paragraph(_("No other limits are in force.")), note, *rest)
    rows: list[tuple[Words | Cell, ...]] = []
    for limit in content.restrictions:
        told = joined(limit.told_how, day_plain(limit.told_on, content.today) if limit.told_on else "")
        said: Words | Cell = told or _("not yet")
        if limit.own_view.strip():
            said = Cell(words=told, voice=quoted(limit.own_view))
        since = day_plain(limit.starts, content.today) if limit.starts else ""
        review = day_plain(limit.review_on, content.today) if limit.review_on else _("no day named")
        when = joined(
            _("since {day}").format(day=since) if since else "", _("review {day}").format(day=review), by="\n"
        )
        rows.append((limit.what, joined(limit.ground, limit.authorised_by, by="\n"), when, said))
    columns = (
        Column(_("Limit"), 29), Column(_("Ground, who allowed it"), 28), Column(_("Since, review"), 19),
        Column(_("How {name} was told").format(name=content.young_person.name_used), 24),
    )  # fmt: skip
    return (heading, Table(columns, tuple(rows)), note, *rest)
