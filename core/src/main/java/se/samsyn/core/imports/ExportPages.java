package se.samsyn.core.imports;

import static se.samsyn.core.access.CorePermissions.IMPORT_RUN;
import static se.samsyn.core.access.CorePermissions.USER_MANAGE;

import java.io.OutputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.access.Role;
import se.samsyn.api.web.Access;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;
import se.samsyn.api.web.Route;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.database.Times;
import se.samsyn.core.imports.file.TableWriter;
import se.samsyn.core.imports.format.OwnMeasurements;
import se.samsyn.core.imports.format.OwnUnits;
import se.samsyn.core.imports.format.OwnUsers;
import se.samsyn.core.measuring.Indicator;
import se.samsyn.core.measuring.Measurement;
import se.samsyn.core.measuring.MeasurementFilter;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.organisation.Unit.Standing;
import se.samsyn.core.organisation.UnitNode;
import se.samsyn.core.people.RoleAssignment;
import se.samsyn.core.people.User;
import se.samsyn.core.people.UserRepository;
import se.samsyn.core.web.HttpRequest;

/** The same tables that can be imported, out again; a part at a time, so that their size costs no memory. */
final class ExportPages {

    private static final int PART = 500;

    private final ImportParts parts;

    ExportPages(ImportParts parts) {
        this.parts = parts;
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        for (String format : List.of("csv", "xlsx")) {
            routes.add(Route.get("/exports/units." + format, Access.permission(IMPORT_RUN),
                    request -> file(request, IMPORT_RUN, "units", format, this::units)));
            routes.add(Route.get("/exports/users." + format, Access.permission(USER_MANAGE),
                    request -> file(request, USER_MANAGE, "users", format, this::users)));
            routes.add(Route.get("/exports/measurements." + format, Access.permission(IMPORT_RUN),
                    request -> file(request, IMPORT_RUN, "measurements", format, this::measurements)));
        }
        routes.add(Route.get("/exports/users-example.csv", Access.permission(USER_MANAGE),
                request -> file(request, USER_MANAGE, "users-example", "csv", this::exampleOfUsers)));
        return routes;
    }

    private interface Table {
        void writeTo(TableWriter table);
    }

    private Response file(Request request, String permission, String what, String format, Table content) {
        CurrentUser who = HttpRequest.user(request);
        parts.organisation().units().root().ifPresent(root -> who.require(permission, root.id()));
        String name = request.text("imports.export." + what) + "." + format;
        String type = format.equals("csv")
                ? "text/csv; charset=utf-8"
                : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        return new Response.File(name, type, out -> {
            try (TableWriter table = writer(out, format, what)) {
                content.writeTo(table);
            }
        });
    }

    private static TableWriter writer(OutputStream out, String format, String what) throws java.io.IOException {
        return format.equals("csv") ? TableWriter.csv(out) : TableWriter.xlsx(out, what);
    }

    /** Each unit after the one above it, then the independent schools. */
    private void units(TableWriter table) {
        table.row(OwnUnits.COLUMNS);
        LocalDate today = Times.date(parts.clock().instant());
        Map<Long, Unit> byId = new HashMap<>();
        List<Unit> all = new ArrayList<>();
        parts.organisation().units().tree(today).stream().flatMap(UnitNode::flat).map(UnitNode::unit).forEach(all::add);
        all.addAll(parts.organisation().units().all(Standing.INDEPENDENT));
        all.forEach(unit -> byId.put(unit.id(), unit));
        for (Unit unit : all) {
            Unit parent = unit.parentId() == null ? null : byId.get(unit.parentId());
            table.row(List.of(
                    Long.toString(unit.id()),
                    unit.name(),
                    unit.kind().name(),
                    unit.standing().name(),
                    parent == null ? "" : ref(parent),
                    unit.identifiers().entrySet().stream()
                            .map(e -> e.getKey() + ":" + e.getValue())
                            .collect(Collectors.joining(" | ")),
                    Objects.toString(unit.validFrom(), ""),
                    Objects.toString(unit.validTo(), "")));
        }
    }

    private void users(TableWriter table) {
        table.row(OwnUsers.COLUMNS);
        LocalDate today = Times.date(parts.clock().instant());
        for (int offset = 0; ; offset += PART) {
            List<User> users = parts.people().users().list(UserRepository.Filter.ALL, offset, PART);
            Map<Long, List<RoleAssignment>> roles =
                    parts.people().roles().ofUsers(users.stream().map(User::id).toList()).stream()
                            .filter(role -> role.validOn(today))
                            .collect(Collectors.groupingBy(RoleAssignment::userId));
            Map<Long, Unit> units = parts.organisation().units().find(roles.values().stream()
                    .flatMap(List::stream)
                    .map(RoleAssignment::unitId)
                    .collect(Collectors.toSet()));
            for (User user : users) {
                List<RoleAssignment> held = roles.getOrDefault(user.id(), List.of());
                held.forEach(role -> table.row(row(user, role.role().name(), ref(units.get(role.unitId())))));
                if (held.isEmpty()) {
                    table.row(row(user, "", ""));
                }
            }
            if (users.size() < PART) {
                return;
            }
        }
    }

    /** The same columns, with a person of ours and one more role. */
    private void exampleOfUsers(TableWriter table) {
        table.row(OwnUsers.COLUMNS);
        List<Unit> units = parts.organisation().units().tree(Times.date(parts.clock().instant())).stream()
                .flatMap(UnitNode::flat)
                .map(UnitNode::unit)
                .toList();
        if (!units.isEmpty()) {
            String top = ref(units.get(0));
            String lowest = ref(units.get(units.size() - 1));
            table.row(List.of("anna.ek", "Anna Ek", "anna.ek@example.se", Role.PRINCIPAL.name(), lowest, "sv"));
            table.row(List.of("anna.ek", "Anna Ek", "anna.ek@example.se", Role.READER.name(), top, "sv"));
            table.row(List.of("bo.berg", "Bo Berg", "", Role.EMPLOYEE.name(), lowest, "sv"));
        }
    }

    private static List<@Nullable Object> row(User user, String role, String unit) {
        return java.util.Arrays.asList(user.username(), user.name(), user.email(), role, unit, user.locale());
    }

    private void measurements(TableWriter table) {
        table.row(OwnMeasurements.COLUMNS);
        Map<Long, String> units = new HashMap<>();
        Map<Long, String> indicators = new HashMap<>();
        MeasurementFilter all = new MeasurementFilter(null, null, null, null);
        long last = 0;
        while (true) {
            List<Measurement> part = parts.measuring().measurements().after(all, last, PART);
            name(part, units, indicators);
            for (Measurement figure : part) {
                table.row(java.util.Arrays.asList(
                        indicators.get(figure.indicatorId()),
                        units.get(figure.unitId()),
                        figure.period().text(),
                        figure.gender().name(),
                        figure.kind().name(),
                        figure.value(),
                        figure.state().code(),
                        figure.source()));
            }
            if (part.size() < PART) {
                return;
            }
            last = part.get(part.size() - 1).id();
        }
    }

    /** Looks up what these figures are of, unless earlier ones were of the same. */
    private void name(List<Measurement> figures, Map<Long, String> units, Map<Long, String> indicators) {
        Set<Long> newUnits = new HashSet<>();
        Set<Long> newIndicators = new HashSet<>();
        for (Measurement figure : figures) {
            if (!units.containsKey(figure.unitId())) {
                newUnits.add(figure.unitId());
            }
            if (!indicators.containsKey(figure.indicatorId())) {
                newIndicators.add(figure.indicatorId());
            }
        }
        parts.organisation().units().find(newUnits).forEach((id, unit) -> units.put(id, ref(unit)));
        for (Indicator indicator : parts.measuring().indicators().findAll(newIndicators).values()) {
            indicators.put(indicator.id(), indicator.source() + ":" + indicator.code());
        }
    }

    /** An identifier that others know the unit by, else ours. */
    private static String ref(Unit unit) {
        for (String scheme : List.of("skolenhetskod", "kommunkod", "kolada")) {
            String value = unit.identifiers().get(scheme);
            if (value != null) {
                return scheme + ":" + value;
            }
        }
        return "id:" + unit.id();
    }
}
