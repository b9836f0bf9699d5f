package se.samsyn.plugin.meetings;

import se.samsyn.api.Contributions;
import se.samsyn.api.PluginContext;
import se.samsyn.api.SamsynPlugin;
import se.samsyn.api.access.Permission;
import se.samsyn.api.access.Role;
import se.samsyn.api.event.EventListener;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Handler;
import se.samsyn.api.web.NavigationEntry;
import se.samsyn.api.web.Panel;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;

/** Möten. */
public final class MeetingsPlugin implements SamsynPlugin {

    private static final String SERIES = "/series/{series}";
    private static final String MEETING = "/meetings/{meeting}";
    private static final String ITEM = MEETING + "/items/{item}";

    /** Who may see what is each series' own: {@link Insight} says it, not the route. */
    private static final Access SIGNED_IN = Access.signedIn();

    private volatile Parts parts;

    /** Something that a started part answers. */
    private interface Answer {
        Response of(Parts parts, Request request) throws Exception;
    }

    private Handler by(Answer answer) {
        return request -> {
            try {
                return answer.of(parts, request);
            } catch (MinutesLocked e) {
                return Views.locked(request);
            }
        };
    }

    @Override
    public void define(Contributions contributions) {
        contributions
                .permission(Permission.named(Insight.USE)
                        .onOwnUnits(Role.ADMINISTRATOR, Role.HEAD, Role.QUALITY_DEVELOPER, Role.PRINCIPAL, Role.EMPLOYEE, Role.READER))
                .permission(Permission.named(Insight.ARRANGE)
                        .onOwnUnits(Role.HEAD, Role.QUALITY_DEVELOPER, Role.PRINCIPAL, Role.EMPLOYEE))
                .permission(Permission.named(Insight.OVERSEE)
                        .onOwnUnits(Role.HEAD, Role.QUALITY_DEVELOPER, Role.PRINCIPAL))
                .navigation(new NavigationEntry("nav", "users", "/", Insight.USE))
                .tasks(request -> parts.tasks().tasks(request))
                .migrations("db")
                .messages("meetings/messages");
        series(contributions);
        endpoints(contributions);
        meetings(contributions);
        room(contributions);
        minutes(contributions);
        elsewhere(contributions);
    }

    private void endpoints(Contributions contributions) {
        contributions
                .endpoint(Route.get("/series", SIGNED_IN, by((p, r) -> p.endpoints().series(r))))
                .endpoint(Route.get(SERIES, SIGNED_IN, by((p, r) -> p.endpoints().oneSeries(r))))
                .endpoint(Route.get("/meetings", SIGNED_IN, by((p, r) -> p.endpoints().meetings(r))))
                .endpoint(Route.get(MEETING, SIGNED_IN, by((p, r) -> p.endpoints().oneMeeting(r))))
                .endpoint(Route.post(MEETING + "/items", SIGNED_IN, by((p, r) -> p.endpoints().propose(r))))
                .endpoint(Route.get("/items", SIGNED_IN, by((p, r) -> p.endpoints().items(r))))
                .endpoint(Route.get("/decisions", SIGNED_IN, by((p, r) -> p.endpoints().decisions(r))))
                .endpoint(Route.get("/actions", SIGNED_IN, by((p, r) -> p.endpoints().actions(r))));
    }

    private void room(Contributions contributions) {
        contributions
                .route(Route.get(MEETING + "/room", SIGNED_IN, by((p, r) -> p.room().show(r))))
                .route(Route.get(MEETING + "/door", SIGNED_IN, by((p, r) -> p.door().part(r))))
                .route(Route.get(MEETING + "/who-waits", SIGNED_IN, by((p, r) -> p.door().whoWaits(r))))
                .route(Route.get(MEETING + "/room/head", SIGNED_IN, by((p, r) -> p.room().headPart(r))))
                .route(Route.get(MEETING + "/room/state", SIGNED_IN, by((p, r) -> p.room().statePart(r))))
                .route(Route.get(MEETING + "/room/agenda", SIGNED_IN, by((p, r) -> p.room().agendaPart(r))))
                .route(Route.get(MEETING + "/room/item", SIGNED_IN, by((p, r) -> p.room().itemPart(r))))
                .route(Route.get(MEETING + "/room/results", SIGNED_IN, by((p, r) -> p.room().resultsPart(r))))
                .route(Route.get(MEETING + "/room/following", SIGNED_IN, by((p, r) -> p.room().followingPart(r))))
                .route(Route.get(MEETING + "/room/people", SIGNED_IN, by((p, r) -> p.room().peoplePart(r))))
                .route(Route.get(MEETING + "/screen", SIGNED_IN, by((p, r) -> p.screen().show(r))))
                .route(Route.get(MEETING + "/screen/part", SIGNED_IN, by((p, r) -> p.screen().part(r))))
                .route(Route.post(ITEM + "/current", SIGNED_IN, by((p, r) -> p.room().goTo(r))))
                .route(Route.post(ITEM + "/state", SIGNED_IN, by((p, r) -> p.room().setState(r))))
                .route(Route.post(ITEM + "/note", SIGNED_IN, by((p, r) -> p.writing().note(r))))
                .route(Route.post(ITEM + "/decisions", SIGNED_IN, by((p, r) -> p.writing().decide(r))))
                .route(Route.post(ITEM + "/decisions/{decision}", SIGNED_IN, by((p, r) -> p.writing().decision(r))))
                .route(Route.post(
                        ITEM + "/decisions/{decision}/remove", SIGNED_IN, by((p, r) -> p.writing().removeDecision(r))))
                .route(Route.post(ITEM + "/actions", SIGNED_IN, by((p, r) -> p.actions().promise(r))))
                .route(Route.post(ITEM + "/actions/{action}", SIGNED_IN, by((p, r) -> p.actions().change(r))))
                .route(Route.post(ITEM + "/actions/{action}/done", SIGNED_IN, by((p, r) -> p.actions().done(r))))
                .route(Route.post(
                        ITEM + "/actions/{action}/remove", SIGNED_IN, by((p, r) -> p.actions().remove(r))));
    }

    private void series(Contributions contributions) {
        Access arrange = Access.permission(Insight.ARRANGE);
        contributions
                .route(Route.get("/", SIGNED_IN, by((p, r) -> p.start().show(r))))
                .route(Route.get("/series", SIGNED_IN, by((p, r) -> p.start().all(r))))
                .route(Route.get("/series/new", arrange, by((p, r) -> p.series().begin(r))))
                .route(Route.post("/series", arrange, by((p, r) -> p.series().create(r))))
                .route(Route.get(SERIES, SIGNED_IN, by((p, r) -> p.series().show(r))))
                .route(Route.get(SERIES + "/edit", SIGNED_IN, by((p, r) -> p.series().edit(r))))
                .route(Route.post(SERIES + "/edit", SIGNED_IN, by((p, r) -> p.series().save(r))))
                .route(Route.get(SERIES + "/members", SIGNED_IN, by((p, r) -> p.members().show(r))))
                .route(Route.post(SERIES + "/members", SIGNED_IN, by((p, r) -> p.members().add(r))))
                .route(Route.post(SERIES + "/members/by-role", SIGNED_IN, by((p, r) -> p.members().addByRole(r))))
                .route(Route.post(SERIES + "/members/{person}", SIGNED_IN, by((p, r) -> p.members().change(r))))
                .route(Route.post(SERIES + "/members/{person}/remove", SIGNED_IN, by((p, r) -> p.members().remove(r))))
                .route(Route.get(SERIES + "/template", SIGNED_IN, by((p, r) -> p.templates().show(r))))
                .route(Route.post(SERIES + "/template", SIGNED_IN, by((p, r) -> p.templates().save(r))))
                .route(Route.get(SERIES + "/meetings/new", SIGNED_IN, by((p, r) -> p.planning().begin(r))))
                .route(Route.post(SERIES + "/meetings", SIGNED_IN, by((p, r) -> p.planning().create(r))));
    }

    private void meetings(Contributions contributions) {
        contributions
                .route(Route.get(MEETING, SIGNED_IN, by((p, r) -> p.meetings().show(r))))
                .route(Route.get(MEETING + "/edit", SIGNED_IN, by((p, r) -> p.meetings().edit(r))))
                .route(Route.post(MEETING + "/edit", SIGNED_IN, by((p, r) -> p.meetings().save(r))))
                .route(Route.post(MEETING + "/call-off", SIGNED_IN, by((p, r) -> p.meetings().callOff(r))))
                .route(Route.post(MEETING + "/state", SIGNED_IN, by((p, r) -> p.holding().move(r))))
                .route(Route.get(MEETING + "/end", SIGNED_IN, by((p, r) -> p.holding().endPage(r))))
                .route(Route.post(MEETING + "/presence", SIGNED_IN, by((p, r) -> p.holding().presence(r))))
                .route(Route.get(MEETING + "/live", SIGNED_IN, by((p, r) -> p.live().listen(r))))
                .route(Route.post(MEETING + "/writing", SIGNED_IN, by((p, r) -> p.live().writing(r))))
                .route(Route.get(MEETING + "/agenda", SIGNED_IN, by((p, r) -> p.items().agenda(r))))
                .route(Route.post(MEETING + "/items", SIGNED_IN, by((p, r) -> p.items().propose(r))))
                .route(Route.get(ITEM, SIGNED_IN, by((p, r) -> p.item().show(r))))
                .route(Route.post(ITEM, SIGNED_IN, by((p, r) -> p.item().save(r))))
                .route(Route.post(ITEM + "/subject", SIGNED_IN, by((p, r) -> p.item().setSubject(r))))
                .route(Route.post(ITEM + "/remove", SIGNED_IN, by((p, r) -> p.item().remove(r))))
                .route(Route.post(ITEM + "/files", SIGNED_IN, by((p, r) -> p.item().attach(r))))
                .route(Route.get(ITEM + "/files/{file}", SIGNED_IN, by((p, r) -> p.item().open(r))))
                .route(Route.post(ITEM + "/files/{file}/remove", SIGNED_IN, by((p, r) -> p.item().detach(r))))
                .route(Route.post(ITEM + "/move", SIGNED_IN, by((p, r) -> p.items().move(r))));
    }

    private void minutes(Contributions contributions) {
        contributions
                .route(Route.get(MEETING + "/minutes/word", SIGNED_IN, by((p, r) -> p.minutes().word(r))))
                .route(Route.get(MEETING + "/minutes/pdf", SIGNED_IN, by((p, r) -> p.minutes().pdf(r))))
                .route(Route.post(MEETING + "/invite", SIGNED_IN, by((p, r) -> p.invitations().invite(r))))
                .route(Route.post(MEETING + "/minutes/send", SIGNED_IN, by((p, r) -> p.minutes().send(r))))
                .route(Route.post(MEETING + "/sign", SIGNED_IN, by((p, r) -> p.meetings().sign(r))))
                .route(Route.post(MEETING + "/stand-in", SIGNED_IN, by((p, r) -> p.signing().standIn(r))))
                .route(Route.post(MEETING + "/take-back", SIGNED_IN, by((p, r) -> p.signing().takeBack(r))))
                .route(Route.post(MEETING + "/mended", SIGNED_IN, by((p, r) -> p.signing().mended(r))))
                .route(Route.get(MEETING + "/send-back", SIGNED_IN, by((p, r) -> p.signing().askForChange(r))))
                .route(Route.post(MEETING + "/send-back", SIGNED_IN, by((p, r) -> p.signing().sendBack(r))))
                .route(Route.get(SERIES + "/decisions", SIGNED_IN, by((p, r) -> p.logs().decisions(r))))
                .route(Route.get(SERIES + "/actions", SIGNED_IN, by((p, r) -> p.logs().actions(r))));
    }

    /** What shows of meetings on Samsyn's other pages, and what is heard from there. */
    private void elsewhere(Contributions contributions) {
        contributions
                .tasks(request -> parts.waiting().tasks(request))
                .calendar((span, caller, services) -> parts.calendar().entries(span, caller, services))
                .panel(new Panel(
                        Panel.Slot.MY_PAGE_RAIL, "panel.next", Insight.USE, by((p, r) -> p.nextMeeting().show(r))))
                .search((caller, services) -> parts.search().of(caller, services))
                .publishes(ChangeTrail.CHANGED, ChangeTrail.CHANGED_VERSION)
                .listener(new EventListener(
                        "index",
                        "meetings",
                        ChangeTrail.CHANGED,
                        ChangeTrail.CHANGED_VERSION,
                        (event, services) -> parts.search().hear(event, services)))
                .listener(new EventListener(
                        "done-elsewhere", "core", "activity", 1, (event, services) -> parts.doneElsewhere().hear(event, services)));
    }

    @Override
    public void start(PluginContext context) {
        parts = Parts.of(context);
    }
}
