package se.samsyn.core.access;

import static se.samsyn.api.access.Permission.named;
import static se.samsyn.api.access.Role.ADMINISTRATOR;
import static se.samsyn.api.access.Role.EMPLOYEE;
import static se.samsyn.api.access.Role.HEAD;
import static se.samsyn.api.access.Role.PRINCIPAL;
import static se.samsyn.api.access.Role.QUALITY_DEVELOPER;
import static se.samsyn.api.access.Role.READER;

import java.util.List;
import se.samsyn.api.access.Permission;

/** The table of role × action for core. Plugins add rows of their own. */
public final class CorePermissions {

    public static final String UNIT_EDIT = "unit.edit";
    public static final String USER_MANAGE = "user.manage";
    public static final String ROLE_DELEGATE = "role.delegate";
    public static final String SYSTEM_MANAGE = "system.manage";
    public static final String IMPORT_RUN = "import.run";
    public static final String PLAN_READ = "plan.read";
    public static final String PLAN_EDIT = "plan.edit";
    public static final String PLAN_ADOPT = "plan.adopt";
    public static final String GOAL_EDIT = "goal.edit";
    public static final String ACTIVITY_EDIT = "activity.edit";
    public static final String INDICATOR_EDIT = "indicator.edit";
    public static final String MEASUREMENT_EDIT = "measurement.edit";
    public static final String CYCLE_MANAGE = "cycle.manage";
    public static final String ASSESSMENT_WRITE = "assessment.write";
    public static final String ASSESSMENT_SUBMIT = "assessment.submit";

    /** Every core permission with the roles that have it. */
    public static final List<Permission> ALL = List.of(
            named(UNIT_EDIT).onOwnUnits(ADMINISTRATOR),
            named(USER_MANAGE).onOwnUnits(ADMINISTRATOR),
            named(ROLE_DELEGATE).onOwnUnits(ADMINISTRATOR, HEAD, QUALITY_DEVELOPER, PRINCIPAL),
            named(SYSTEM_MANAGE).onOwnUnits(ADMINISTRATOR),
            named(IMPORT_RUN).onOwnUnits(ADMINISTRATOR, QUALITY_DEVELOPER),
            named(PLAN_READ).onOwnUnits(EMPLOYEE, READER).onAllUnits(ADMINISTRATOR, HEAD, QUALITY_DEVELOPER, PRINCIPAL),
            named(PLAN_EDIT).onOwnUnits(ADMINISTRATOR, HEAD, QUALITY_DEVELOPER, PRINCIPAL),
            named(PLAN_ADOPT).onOwnUnits(ADMINISTRATOR, HEAD),
            named(GOAL_EDIT).onOwnUnits(ADMINISTRATOR, HEAD, QUALITY_DEVELOPER, PRINCIPAL),
            named(ACTIVITY_EDIT).onOwnUnits(ADMINISTRATOR, HEAD, QUALITY_DEVELOPER, PRINCIPAL, EMPLOYEE),
            named(INDICATOR_EDIT).onOwnUnits(ADMINISTRATOR, QUALITY_DEVELOPER),
            named(MEASUREMENT_EDIT).onOwnUnits(ADMINISTRATOR, HEAD, QUALITY_DEVELOPER, PRINCIPAL),
            named(CYCLE_MANAGE).onOwnUnits(ADMINISTRATOR, HEAD, QUALITY_DEVELOPER),
            named(ASSESSMENT_WRITE).onOwnUnits(HEAD, QUALITY_DEVELOPER, PRINCIPAL),
            named(ASSESSMENT_SUBMIT).onOwnUnits(HEAD, PRINCIPAL));

    private CorePermissions() {}
}
