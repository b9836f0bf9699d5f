package se.samsyn.plugin.meetings;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.access.Role;
import se.samsyn.api.people.Person;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;

/** Who takes part in a series, and as what. */
final class MemberPages {

    private static final int CHOICES = 2000;

    private final Store store;
    private final Finding finding;
    private final Clock clock;

    MemberPages(Store store, Finding finding, Clock clock) {
        this.store = store;
        this.finding = finding;
        this.clock = clock;
    }

    /** A member on a page. */
    public record Line(Views.Who who, String role, String roleText, String roleColor, int version) {}

    static Line line(Request request, Member member, Map<String, String> names) {
        String role = member.role().name();
        return new Line(
                Views.who(names, member.personId(), request),
                role,
                request.text("role." + role),
                member.leads() ? "accent" : "neutral",
                member.version());
    }

    Response show(Request request) {
        return finding.series(request, Insight.Level.LEADER, (r, sight) -> page(r, sight.series(), new FormView(Map.of("role", Member.Role.MEMBER.name(), "coreRole", Role.PRINCIPAL.name()))));
    }

    private Response.Page page(Request request, Series series, FormView form) {
        List<Member> who = store.members().of(series.id(), today());
        Set<String> there = who.stream().map(Member::personId).collect(Collectors.toSet());
        Map<String, String> names = Views.names(request, there);
        List<Views.Option> people = request.services().people().search("", CHOICES).stream()
                .filter(person -> !there.contains(person.id()))
                .map(person -> new Views.Option(person.id(), person.name(), ""))
                .toList();
        Map<String, Object> model = new HashMap<>();
        model.put("series", series);
        model.put("form", form);
        model.put("crumbs", List.of(Views.home(request), Views.of(series)));
        model.put("members", who.stream().map(member -> line(request, member, names)).toList());
        model.put("people", people);
        model.put("roles", options(request, "role.", Member.Role.values()));
        model.put("coreRoles", options(request, "corerole.", Role.values()));
        model.put(
                "units",
                request.services().units().all().stream()
                        .map(unit -> new Views.Option(unit.id(), unit.name(), ""))
                        .toList());
        return Response.page("meetings/members", model);
    }

    private static List<Views.Option> options(Request request, String prefix, Enum<?>[] values) {
        List<Views.Option> options = new ArrayList<>();
        for (Enum<?> value : values) {
            options.add(new Views.Option(value.name(), request.text(prefix + value.name()), ""));
        }
        return options;
    }

    private LocalDate today() {
        return Times.day(clock.instant());
    }

    /** Adds those who were chosen by name. */
    Response add(Request request) {
        return finding.series(request, Insight.Level.LEADER, (r, sight) -> {
            List<String> chosen = r.formAll("person").stream().filter(id -> !id.isBlank()).distinct().toList();
            Map<String, String> known = r.services().people().names(chosen);
            List<String> people = chosen.stream().filter(known::containsKey).toList();
            if (people.isEmpty()) {
                FormView form = new FormView(r.form()).reject("person", r.text("members.choose"));
                return page(r, sight.series(), form).withStatus(422);
            }
            return added(r, sight.series(), people, Member.Role.of(String.valueOf(r.form("role"))));
        });
    }

    /** Adds everyone who has a role on a unit or below it. */
    Response addByRole(Request request) {
        return finding.series(request, Insight.Level.LEADER, (r, sight) -> {
            Input input = Input.form(r);
            String unit = input.required("unit", 40);
            Role role = coreRole(input);
            FormView form = new FormView(r.form());
            if (role == null || !input.valid()) {
                return page(r, sight.series(), form.reject(input)).withStatus(422);
            }
            List<String> people =
                    r.services().people().withRole(role, unit).stream().map(Person::id).toList();
            if (people.isEmpty()) {
                return page(r, sight.series(), form.reject("unit", r.text("members.byrole.nobody")))
                        .withStatus(422);
            }
            return added(r, sight.series(), people, Member.Role.MEMBER);
        });
    }

    private static @Nullable Role coreRole(Input input) {
        String name = input.required("coreRole", 40);
        for (Role role : Role.values()) {
            if (role.name().equals(name)) {
                return role;
            }
        }
        input.reject("coreRole", "input.required");
        return null;
    }

    private Response added(Request request, Series series, List<String> people, Member.Role role) {
        Set<String> there =
                store.members().of(series.id(), today()).stream().map(Member::personId).collect(Collectors.toSet());
        List<String> fresh = people.stream().filter(person -> !there.contains(person)).toList();
        store.database().write(handle -> {
            fresh.forEach(person -> store.members().add(handle, series.id(), person, role, today(), request.caller().id()));
            return true;
        });
        String many = fresh.isEmpty() ? "none" : fresh.size() == 1 ? "one" : "many";
        return Response.redirect(series.address() + "/members").withNotice("members.added." + many, fresh.size());
    }

    /** Gives a member another role. */
    Response change(Request request) {
        return finding.series(request, Insight.Level.LEADER, (r, sight) -> {
            String person = r.pathParameter("person");
            Member.Role role = Member.Role.of(String.valueOf(r.form("role")));
            List<Member> who = store.members().of(sight.series().id(), today());
            if (who.stream().noneMatch(member -> member.personId().equals(person))) {
                return Views.notFound(r);
            }
            if (!led(who, person, role)) {
                return page(r, sight.series(), new FormView(Map.of()).reject("", r.text("members.leader")))
                        .withStatus(422);
            }
            store.database().write(handle -> {
                store.members().add(handle, sight.series().id(), person, role, today(), r.caller().id());
                return true;
            });
            return Response.redirect(sight.series().address() + "/members").withNotice("members.changed");
        });
    }

    Response remove(Request request) {
        return finding.series(request, Insight.Level.LEADER, (r, sight) -> {
            String person = r.pathParameter("person");
            List<Member> who = store.members().of(sight.series().id(), today());
            if (!led(who, person, null)) {
                return page(r, sight.series(), new FormView(Map.of()).reject("", r.text("members.leader")))
                        .withStatus(422);
            }
            store.database().write(handle ->
                    store.members().remove(handle, sight.series().id(), person, today(), r.caller().id()));
            String back = person.equals(r.caller().id()) ? Series.BASE : sight.series().address() + "/members";
            return Response.redirect(back).withNotice("members.removed");
        });
    }

    /** Whether somebody leads the series still when this member has another role, or none. */
    private static boolean led(List<Member> who, String person, Member.@Nullable Role role) {
        return role == Member.Role.CHAIR
                || role == Member.Role.SECRETARY
                || who.stream().anyMatch(member -> member.leads() && !member.personId().equals(person));
    }
}
