package se.samsyn.plugin.meetings;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.access.Role;
import se.samsyn.api.people.Person;
import se.samsyn.api.web.FormView;
import se.samsyn.api.web.Request;
import se.samsyn.api.web.Response;

/** Who takes part in a series, and as what. */
final class MemberPages {

    private static final int CHOICES = 2000;

    private final Store store;
    private final Membership membership;
    private final Finding finding;
    private final Clock clock;

    MemberPages(Store store, Membership membership, Finding finding, Clock clock) {
        this.store = store;
        this.membership = membership;
        this.finding = finding;
        this.clock = clock;
    }

    /** A member on a page. */
    public record Line(Views.Who who, String role, String roleText, String roleColor, int version) {}

    private static Line line(Request request, Member member, Map<String, String> names) {
        String role = member.role().name();
        return new Line(
                Views.who(names, member.personId(), request),
                role,
                request.text("role." + role),
                member.leads() ? "accent" : "neutral",
                member.version());
    }

    /** Those who lead first, and then by name. */
    static List<Line> lines(Request request, List<Member> who) {
        Map<String, String> names = Views.names(request, who.stream().map(Member::personId).toList());
        return who.stream()
                .map(member -> line(request, member, names))
                .sorted(Comparator.comparing((Line line) -> Member.Role.of(line.role()))
                        .thenComparing(line -> line.who().name(), Views.BY_NAME))
                .toList();
    }

    /**
     * Who would be added by a role, before they are.
     *
     * @param fresh those who are no members yet
     * @param there how many of them are members already
     * @param after how many members there are then
     */
    public record Preview(List<Views.Who> fresh, int there, int after) {}

    /** With a role and a unit in the address, also whom they would add. */
    Response show(Request request) {
        return finding.series(request, Insight.Level.LEADER, (r, sight) -> {
            if (r.query("unit") == null) {
                return page(r, sight.series(), FormView.of(Map.of("unit", sight.series().unitId())));
            }
            FormView form = FormView.of(Map.of()).put("unit", r.query("unit")).put("coreRole", r.query("coreRole"));
            Input input = Input.query(r);
            List<String> people = byRole(r, input);
            if (!input.valid()) {
                return page(r, sight.series(), form.reject(input.errors())).withStatus(422);
            }
            Set<String> there = members(sight.series());
            List<String> fresh = people.stream().filter(id -> !there.contains(id)).toList();
            Map<String, String> names = Views.names(r, fresh);
            Preview preview = new Preview(
                    fresh.stream().map(id -> Views.who(names, id, r)).toList(),
                    people.size() - fresh.size(),
                    there.size() + fresh.size());
            return page(r, sight.series(), form, preview);
        });
    }

    private Set<String> members(Series series) {
        return store.members().of(series.id(), today()).stream().map(Member::personId).collect(Collectors.toSet());
    }

    private Response.Page page(Request request, Series series, FormView form) {
        return page(request, series, form, null);
    }

    private Response.Page page(Request request, Series series, FormView form, @Nullable Preview preview) {
        if (!form.has("role")) {
            form.put("role", Member.Role.MEMBER);
        }
        if (!form.has("coreRole")) {
            form.put("coreRole", Role.PRINCIPAL);
        }
        List<Member> who = store.members().of(series.id(), today());
        Set<String> there = who.stream().map(Member::personId).collect(Collectors.toSet());
        List<Views.Option> people = request.services().people().search("", CHOICES).stream()
                .filter(person -> !there.contains(person.id()))
                .map(person -> new Views.Option(person.id(), person.name(), ""))
                .toList();
        Map<String, Object> model = new HashMap<>();
        model.put("series", series);
        model.put("form", form);
        model.put("preview", preview);
        model.put("crumbs", List.of(Views.home(request), Views.of(series)));
        model.put("members", lines(request, who));
        model.put("mails", request.services().mails().available());
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
                FormView form = FormView.of(r.form()).reject("person", r.text("members.choose"));
                return page(r, sight.series(), form).withStatus(422);
            }
            return added(r, sight.series(), people, Member.Role.of(String.valueOf(r.form("role"))));
        });
    }

    /** Adds everyone who has a role on a unit or below it. */
    Response addByRole(Request request) {
        return finding.series(request, Insight.Level.LEADER, (r, sight) -> {
            Input input = Input.form(r);
            List<String> people = byRole(r, input);
            return input.valid()
                    ? added(r, sight.series(), people, Member.Role.MEMBER)
                    : page(r, sight.series(), FormView.of(r.form()).reject(input.errors())).withStatus(422);
        });
    }

    /** Those with the role on the unit and below it, by name; that there are none is wrong with the input. */
    private static List<String> byRole(Request request, Input input) {
        String unit = input.chosen("unit");
        Role role = coreRole(input);
        if (role == null || !input.valid()) {
            return List.of();
        }
        List<String> people =
                request.services().people().withRole(role, unit).stream().map(Person::id).toList();
        if (people.isEmpty()) {
            input.reject("unit", "members.byrole.nobody");
        }
        return people;
    }

    private static @Nullable Role coreRole(Input input) {
        String name = input.chosen("coreRole");
        for (Role role : Role.values()) {
            if (role.name().equals(name)) {
                return role;
            }
        }
        input.reject("coreRole", "input.choose");
        return null;
    }

    private Response added(Request request, Series series, List<String> people, Member.Role role) {
        Membership.Added added = membership.add(request, series, people, role);
        List<String> fresh = added.fresh();
        String many = fresh.isEmpty() ? "none" : fresh.size() == 1 ? "one" : "many";
        String first = fresh.isEmpty() ? "" : Views.names(request, fresh.subList(0, 1)).getOrDefault(fresh.get(0), "");
        return Response.redirect(series.address() + "/members")
                .withNotice("members.added." + many, fresh.size(), first, added.there() + fresh.size());
    }

    /** Gives a member another role. */
    Response change(Request request) {
        return finding.series(request, Insight.Level.LEADER, (r, sight) -> {
            Series series = sight.series();
            String person = r.pathParameter("person");
            Member.Role role = Member.Role.of(String.valueOf(r.form("role")));
            Membership.Outcome outcome = membership.change(r, series, person, Input.form(r).version(), role);
            FormView form = FormView.of(Map.of());
            return switch (outcome) {
                case DONE -> Response.redirect(series.address() + "/members").withNotice("members.changed");
                case GONE -> Views.notFound(r);
                case UNLED -> page(r, series, form.reject("", r.text("members.leader"))).withStatus(422);
                case STALE ->
                    page(r, series, form.put("role-" + person, role).reject("", stale(r, series, person))).withStatus(409);
            };
        });
    }

    /** Who gave the member which role meanwhile. */
    private String stale(Request request, Series series, String person) {
        Optional<ChangeTrail.Entry> change = store.members().change(series.id(), person).filter(entry -> entry.after() != null);
        if (change.isEmpty()) {
            return request.text("web.error.stale");
        }
        Map<String, String> names = Views.names(request, List.of(person, change.get().personId()));
        return request.text(
                "members.stale",
                Views.who(names, change.get().personId(), request).name(),
                Views.who(names, person, request).name(),
                request.text("role." + change.get().after()),
                Views.moment(request, change.get().at()));
    }

    Response remove(Request request) {
        return finding.series(request, Insight.Level.LEADER, (r, sight) -> {
            Series series = sight.series();
            String person = r.pathParameter("person");
            Membership.Left left = membership.remove(r, series, person);
            if (left.outcome() == Membership.Outcome.UNLED) {
                return page(r, series, FormView.of(Map.of()).reject("", r.text("members.leader"))).withStatus(422);
            }
            String back = person.equals(r.caller().id()) ? Series.BASE : series.address() + "/members";
            return Response.redirect(back).withNotice("members.removed", left.told());
        });
    }
}
