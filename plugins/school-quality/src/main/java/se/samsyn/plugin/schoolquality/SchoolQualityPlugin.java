package se.samsyn.plugin.schoolquality;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import se.samsyn.api.Contributions;
import se.samsyn.api.PluginContext;
import se.samsyn.api.SamsynPlugin;
import se.samsyn.api.Setting;
import se.samsyn.api.access.Permission;
import se.samsyn.api.access.Role;
import se.samsyn.api.shared.SharedRecord;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Handler;
import se.samsyn.api.web.NavigationEntry;
import se.samsyn.api.web.Panel;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;

/** Kvalitetsarbete i skolan. */
public final class SchoolQualityPlugin implements SamsynPlugin {

    private static final List<String> EXAMPLES = List.of("example-school", "example-preschool");
    private static final String ROUND = "/units/{unit}/rounds/{round}";

    private volatile Parts parts;

    /** What the pages are made of once the plugin has started. */
    private record Parts(
            RoundPages rounds,
            RoundPage round,
            AnswerPages answers,
            JointPages joint,
            TrendPages trend,
            FrameworkPages frameworks,
            UnitPanel panel,
            RoundEndpoint endpoint,
            RoundTasks tasks,
            SharedAssessment shared) {}

    /** Something that a started part answers. */
    private interface Answer {
        Response of(Parts parts, Request request) throws Exception;
    }

    private Handler by(Answer answer) {
        return request -> answer.of(parts, request);
    }

    @Override
    public void define(Contributions contributions) {
        permissions(contributions);
        rounds(contributions);
        frameworks(contributions);
        contributions
                .navigation(new NavigationEntry("nav", "refresh-cw", "/", Views.READ))
                .panel(new Panel(Panel.Slot.UNIT_RAIL, "panel.title", Views.READ, by((p, r) -> p.panel().show(r))))
                .endpoint(Route.get("/rounds", Access.permission(Views.READ), by((p, r) -> p.endpoint().list(r))))
                .tasks(request -> parts.tasks().tasks(request))
                .shares(new SharedRecord(
                        SharedAssessment.NAME,
                        SharedAssessment.VERSION,
                        (key, caller, services) -> parts.shared().provide(key, caller, services)))
                .setting(new Setting(RoundPage.LEAST, Setting.Type.INTEGER, "3").between(1, 1000))
                .migrations("db")
                .messages("school-quality/messages");
    }

    private static void permissions(Contributions contributions) {
        contributions
                .permission(Permission.named(Views.READ)
                        .onOwnUnits(Role.EMPLOYEE, Role.READER)
                        .onAllUnits(Role.ADMINISTRATOR, Role.HEAD, Role.QUALITY_DEVELOPER, Role.PRINCIPAL))
                .permission(Permission.named(Views.ANSWER).onOwnUnits(Role.PRINCIPAL, Role.EMPLOYEE))
                .permission(Permission.named(Views.MANAGE).onOwnUnits(Role.HEAD, Role.QUALITY_DEVELOPER, Role.PRINCIPAL))
                .permission(Permission.named(Views.FRAMEWORKS).onAllUnits(Role.ADMINISTRATOR, Role.QUALITY_DEVELOPER));
    }

    private void rounds(Contributions contributions) {
        Access read = Access.permission(Views.READ);
        Access answer = Access.permission(Views.ANSWER).on("unit");
        Access manage = Access.permission(Views.MANAGE);
        contributions
                .route(Route.get("/", read, by((p, r) -> p.rounds().list(r))))
                .route(Route.get("/rounds/new", manage, by((p, r) -> p.rounds().begin(r))))
                .route(Route.post("/rounds", manage, by((p, r) -> p.rounds().open(r))))
                .route(Route.get("/units/{unit}/trend", read.on("unit"), by((p, r) -> p.trend().show(r))))
                .route(Route.get(ROUND, read.on("unit"), by((p, r) -> p.round().show(r))))
                .route(Route.get(ROUND + "/answer", answer, by((p, r) -> p.answers().show(r))))
                .route(Route.post(ROUND + "/answer", answer, by((p, r) -> p.answers().save(r))))
                .route(Route.post(ROUND + "/join", manage.on("unit"), by((p, r) -> p.round().join(r))))
                .route(Route.get(ROUND + "/joint", manage.on("unit"), by((p, r) -> p.joint().show(r))))
                .route(Route.post(ROUND + "/joint", manage.on("unit"), by((p, r) -> p.joint().save(r))))
                .route(Route.post(ROUND + "/lock", manage.on("unit"), by((p, r) -> p.round().lock(r))));
    }

    private void frameworks(Contributions contributions) {
        Access read = Access.permission(Views.READ);
        Access edit = Access.permission(Views.FRAMEWORKS);
        contributions
                .route(Route.get("/frameworks", read, by((p, r) -> p.frameworks().list(r))))
                .route(Route.post("/frameworks", edit, by((p, r) -> p.frameworks().upload(r))))
                .route(Route.get("/frameworks/{framework}", read, by((p, r) -> p.frameworks().show(r))))
                .route(Route.get("/frameworks/{framework}/file", read, by((p, r) -> p.frameworks().download(r))))
                .route(Route.post("/frameworks/{framework}/retire", edit, by((p, r) -> p.frameworks().retire(r))));
    }

    @Override
    public void start(PluginContext context) {
        ChangeTrail trail = new ChangeTrail(context.clock());
        FrameworkRepository frameworks = new FrameworkRepository(context.database(), context.json(), trail);
        RoundRepository rounds = new RoundRepository(context.database(), trail);
        AnswerRepository answers = new AnswerRepository(context.database(), trail);
        JointRepository joints = new JointRepository(context.database(), trail);
        Rounds finding = new Rounds(rounds, frameworks);
        RoundPage round = new RoundPage(finding, rounds, answers, joints, context);
        addExamples(frameworks, context);
        parts = new Parts(
                new RoundPages(rounds, frameworks, context.clock()),
                round,
                new AnswerPages(finding, answers),
                new JointPages(finding, answers, joints, round),
                new TrendPages(rounds, frameworks, joints),
                new FrameworkPages(frameworks, context.json()),
                new UnitPanel(rounds, frameworks, joints),
                new RoundEndpoint(rounds, frameworks, joints),
                new RoundTasks(rounds, answers, frameworks),
                new SharedAssessment(rounds, frameworks, joints));
    }

    /** The first time; who retires an example does not get it back. */
    private static void addExamples(FrameworkRepository frameworks, PluginContext context) {
        for (String name : EXAMPLES) {
            FrameworkFile.Read read = FrameworkFile.read(resource("/frameworks/" + name + ".json"), context.json());
            Framework.Content content = read.content();
            if (content == null) {
                throw new IllegalStateException(name + " is wrong: " + read.mistakes());
            }
            if (!frameworks.knows(content.code())) {
                frameworks.add(content, true, "");
            }
        }
    }

    private static String resource(String path) {
        try (InputStream in = SchoolQualityPlugin.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("The plugin lacks " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }
}
