package se.samsyn.core;

import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.calendar.CalendarModule;
import se.samsyn.core.change.ChangeLog;
import se.samsyn.core.change.History;
import se.samsyn.core.fetch.FetchModule;
import se.samsyn.core.followup.FollowupModule;
import se.samsyn.core.imports.ImportsModule;
import se.samsyn.core.mail.MailModule;
import se.samsyn.core.measuring.MeasuringModule;
import se.samsyn.core.operation.OperationModule;
import se.samsyn.core.organisation.OrganisationModule;
import se.samsyn.core.organisation.UnitPageParts;
import se.samsyn.core.people.PeopleModule;
import se.samsyn.core.planning.PlanningModule;
import se.samsyn.core.planning.PlanningSurroundings;
import se.samsyn.core.plugin.PluginModule;
import se.samsyn.core.plugin.PublishedPlugins;
import se.samsyn.core.report.ReportModule;
import se.samsyn.core.rest.Operation;
import se.samsyn.core.rest.RestModule;
import se.samsyn.core.search.SearchModule;
import se.samsyn.core.settings.Version;
import se.samsyn.core.setup.SetupModule;
import se.samsyn.core.terms.TermsModule;
import se.samsyn.core.web.NavigationItem;

/** What core answers to and where one finds it: the modules' routes, REST operations and navigation together. */
record Site(
        OrganisationModule organisation,
        PeopleModule people,
        MeasuringModule measuring,
        PlanningModule planning,
        FollowupModule followup,
        ReportModule report,
        ImportsModule imports,
        FetchModule fetch,
        CalendarModule calendars,
        MailModule mail,
        SearchModule search,
        PluginModule plugins,
        TermsModule terms,
        SetupModule setup,
        OperationModule operation,
        PublishedPlugins published,
        ChangeLog changes,
        History history,
        Clock clock) {

    List<Route> routes() {
        return Stream.of(
                        List.of(Route.get("/", Access.signedIn(), request -> Response.redirect("/my-page"))),
                        planning.routes(aroundPlanning()),
                        organisation.routes(unitPageParts()),
                        people.routes(),
                        measuring.routes(),
                        imports.routes(),
                        fetch.routes(),
                        followup.routes(),
                        report.routes(),
                        rest().routes(),
                        calendars.routes(),
                        mail.routes(),
                        search.routes(),
                        plugins.routes(),
                        terms.routes(),
                        setup.routes(),
                        operation.routes())
                .flatMap(List::stream)
                .toList();
    }

    List<NavigationItem> navigation() {
        return Stream.of(
                        followup.navigation(),
                        calendars.navigation(),
                        planning.navigation(),
                        organisation.navigation(),
                        measuring.navigation(),
                        report.navigation(),
                        imports.navigation(),
                        fetch.navigation(),
                        people.administration(),
                        organisation.administration(),
                        mail.navigation(),
                        plugins.navigation(),
                        terms.administration())
                .flatMap(List::stream)
                .toList();
    }

    private UnitPageParts unitPageParts() {
        return new UnitPageParts(
                people.unitPeople(),
                List.of(
                        planning.unitSection(aroundPlanning()),
                        planning.unitActivities(aroundPlanning()),
                        followup.unitSection(),
                        measuring.unitSection()),
                published);
    }

    private PlanningSurroundings aroundPlanning() {
        return new PlanningSurroundings(
                organisation.units(),
                people.users(),
                measuring.indicators(),
                measuring.measurements(),
                followup.judgements(),
                published,
                changes,
                history,
                (user, origin) ->
                        published.active(origin.plugin()) && search.leads(user, origin.plugin(), origin.page()),
                clock);
    }

    private RestModule rest() {
        List<Operation> operations = Stream.of(
                        organisation.operations(),
                        people.operations(),
                        measuring.operations(),
                        planning.operations(),
                        followup.operations(),
                        fetch.operations(),
                        calendars.operations())
                .flatMap(List::stream)
                .toList();
        return new RestModule(operations, published::endpoints, Version.current());
    }
}
