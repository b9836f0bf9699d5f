package ${package};

import java.time.LocalTime;
import se.samsyn.api.Contributions;
import se.samsyn.api.PluginContext;
import se.samsyn.api.SamsynPlugin;
import se.samsyn.api.Setting;
import se.samsyn.api.access.Permission;
import se.samsyn.api.access.Role;
import se.samsyn.api.field.CustomField;
import se.samsyn.api.job.Job;
import se.samsyn.api.job.Schedule;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.NavigationEntry;
import se.samsyn.api.web.Panel;
import se.samsyn.api.web.Route;

/** Sick leave from the payroll system's file: on a page of its own, and beside the goals that set a ceiling for it. */
public final class SickLeavePlugin implements SamsynPlugin {

    static final String READ = "read";
    static final String FILE = "file";
    static final String CEILING = "ceiling";

    private volatile Parts parts;

    /** What there is once the plugin has started. */
    private record Parts(DeliveryPage page, GoalPanel panel, NightlyImport nightly) {}

    @Override
    public void define(Contributions contributions) {
        contributions
                .permission(Permission.named(READ)
                        .onOwnUnits(Role.EMPLOYEE, Role.READER)
                        .onAllUnits(Role.ADMINISTRATOR, Role.HEAD, Role.QUALITY_DEVELOPER, Role.PRINCIPAL))
                .route(Route.get("/", Access.permission(READ), request -> parts.page().show(request)))
                .navigation(new NavigationEntry("nav", "chart-line", "/", READ))
                .panel(new Panel(Panel.Slot.GOAL_RAIL, "panel.title", READ, request -> parts.panel().show(request)))
                .customField(CustomField.of(CustomField.Target.GOAL, CEILING, CustomField.Type.NUMBER))
                .setting(new Setting(FILE, Setting.Type.TEXT, ""))
                .job(Job.named("import", Schedule.daily(LocalTime.of(3, 30)), run -> parts.nightly().run(run)))
                .migrations("db")
                .messages("sick-leave/messages");
    }

    @Override
    public void start(PluginContext context) {
        DeliveryRepository deliveries = new DeliveryRepository(context.database());
        parts = new Parts(
                new DeliveryPage(deliveries), new GoalPanel(), new NightlyImport(context, deliveries));
    }
}
