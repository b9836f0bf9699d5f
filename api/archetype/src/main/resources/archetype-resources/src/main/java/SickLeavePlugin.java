package ${package};

import java.time.LocalTime;
import java.util.List;
import se.samsyn.api.Contributions;
import se.samsyn.api.PluginContext;
import se.samsyn.api.SamsynPlugin;
import se.samsyn.api.Setting;
import se.samsyn.api.access.Permission;
import se.samsyn.api.access.Role;
import se.samsyn.api.command.Command;
import se.samsyn.api.field.CustomField;
import se.samsyn.api.imports.Importer;
import se.samsyn.api.job.Job;
import se.samsyn.api.job.Schedule;
import se.samsyn.api.measuring.IndicatorDefinition;
import se.samsyn.api.measuring.IndicatorDefinition.Aggregation;
import se.samsyn.api.measuring.IndicatorDefinition.Direction;
import se.samsyn.api.measuring.IndicatorDefinition.Periodicity;
import se.samsyn.api.measuring.IndicatorSource;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.NavigationEntry;
import se.samsyn.api.web.Panel;
import se.samsyn.api.web.Route;

/**
 * Sick leave from the payroll system's file, taken in by hand or every night: on a page of its own, and beside the goals
 * that set a ceiling for it.
 */
public final class SickLeavePlugin implements SamsynPlugin {

    static final String INDICATOR = "HR-SICK";
    static final String READ = "read";
    static final String IMPORTER = "sick-leave";
    static final String FILE_SETTING = "file";
    static final String CEILING_FIELD = "ceiling";
    private static final String SOURCE = "payroll";

    private volatile Parts parts;

    /** What there is once the plugin has started. */
    private record Parts(SickLeavePages pages, GoalPanel panel, NightlyImport nightly) {}

    @Override
    public void define(Contributions contributions) {
        Access read = Access.permission(READ);
        contributions
                .permission(Permission.named(READ)
                        .onOwnUnits(Role.EMPLOYEE, Role.READER)
                        .onAllUnits(Role.ADMINISTRATOR, Role.HEAD, Role.QUALITY_DEVELOPER, Role.PRINCIPAL))
                .route(Route.get("/", read, request -> parts.pages().list(request)))
                .route(Route.get("/units/{unit}", read.on("unit"), request -> parts.pages().unit(request)))
                .navigation(new NavigationEntry("nav", "chart-line", "/", READ))
                .panel(new Panel(Panel.Slot.GOAL_RAIL, "panel.title", READ, request -> parts.panel().show(request)))
                .indicatorSource(new IndicatorSource(SOURCE, List.of(new IndicatorDefinition(
                        INDICATOR, 1, Direction.LOWER_BETTER, Periodicity.MONTH, Aggregation.NONE))))
                .importer(new Importer(IMPORTER, SOURCE, List.of(".csv"), new SickLeaveFile()))
                .customField(CustomField.of(CustomField.Target.GOAL, CEILING_FIELD, CustomField.Type.NUMBER))
                .setting(new Setting(FILE_SETTING, Setting.Type.TEXT, ""))
                .job(Job.named("import", Schedule.daily(LocalTime.of(3, 30)), run -> parts.nightly().run(run))
                        .acting("import.run"))
                .command(new Command("import", run -> parts.nightly().run(run)))
                .migrations("db")
                .messages("sick-leave/messages");
    }

    @Override
    public void start(PluginContext context) {
        DeliveryRepository deliveries = new DeliveryRepository(context.database());
        parts = new Parts(
                new SickLeavePages(context.pluginId(), deliveries),
                new GoalPanel(context.pluginId()),
                new NightlyImport(context, deliveries));
    }
}
