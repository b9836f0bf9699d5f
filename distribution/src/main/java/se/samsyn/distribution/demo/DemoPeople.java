package se.samsyn.distribution.demo;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.access.Role;
import se.samsyn.core.Samsyn;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.organisation.UnitKind;
import se.samsyn.core.people.User;
import se.samsyn.core.people.UserDetails;

/** The 1,200 people of the demo municipality. */
final class DemoPeople {

    /** How many people there are in all. */
    static final int COUNT = 1_200;

    private static final String DOMAIN = "@lindvik.example";
    private static final Map<UnitKind, Integer> STAFF = Map.of(
            UnitKind.PRESCHOOL, 17,
            UnitKind.COMPULSORY_SCHOOL, 46,
            UnitKind.LEISURE_CENTRE, 9,
            UnitKind.ADAPTED_SCHOOL, 24,
            UnitKind.UPPER_SECONDARY_SCHOOL, 80);

    private final Samsyn samsyn;
    private final CurrentUser system;
    private final DemoTexts texts;
    private final Random random;
    private final Set<String> usernames = new HashSet<>();
    private final Map<Long, User> principals = new HashMap<>();
    private final Map<Long, List<User>> staff = new HashMap<>();
    private int count;

    DemoPeople(Samsyn samsyn, CurrentUser system, DemoTexts texts, Random random) {
        this.samsyn = samsyn;
        this.system = system;
        this.texts = texts;
        this.random = random;
    }

    /** Makes everyone; the six that one can sign in as with a click first. */
    void create(DemoUnits units) {
        Unit root = units.municipality();
        role(person("admin", "Alva Admin"), Role.ADMINISTRATOR, root);
        role(person("forvaltningschef", "Henrik Wallin"), Role.HEAD, root);
        role(person("kvalitetsutvecklare", "Karin Holmberg"), Role.QUALITY_DEVELOPER, root);
        principal(person("rektor", "Maria Lindqvist"), units.named("Lindängsskolan"));
        principal(person("forskolerektor", "Petra Söderberg"), units.named("Gläntans förskola"));
        employee(person("larare", "Johan Ek"), units.named("Lindängsskolan"));
        role(person("lasare", "Lena Läsare"), Role.READER, units.administration());
        for (Unit unit : units.schools()) {
            if (!principals.containsKey(unit.id())) {
                principal(random(), unit);
            }
            for (int i = 0; i < STAFF.get(unit.kind()); i++) {
                employee(random(), unit);
            }
        }
        while (count < COUNT) {
            role(random(), Role.EMPLOYEE, units.administration());
        }
    }

    User principalOf(Unit unit) {
        return principals.get(unit.id());
    }

    /** Someone who works there; the principal when nobody does. */
    User anyone(Unit unit) {
        List<User> there = staff.get(unit.id());
        return there == null ? principalOf(unit) : there.get(random.nextInt(there.size()));
    }

    /** The person with the roles that they have on the demo clock's day. */
    CurrentUser acting(User user) {
        return samsyn.people().sessions().as(user, "demo");
    }

    CurrentUser acting(String username) {
        return acting(samsyn.people().users().byUsername(username).orElseThrow());
    }

    private void principal(User user, Unit unit) {
        role(user, Role.PRINCIPAL, unit);
        principals.put(unit.id(), user);
    }

    private void employee(User user, Unit unit) {
        role(user, Role.EMPLOYEE, unit);
        staff.computeIfAbsent(unit.id(), id -> new ArrayList<>()).add(user);
    }

    private User random() {
        String first = pick(texts.firstNames());
        String last = pick(texts.lastNames());
        return person(null, first + " " + last);
    }

    private User person(@Nullable String username, String name) {
        count++;
        String chosen = username != null ? username : unused(ascii(name));
        usernames.add(chosen);
        String email = ascii(name) + (username == null ? suffix(chosen) : "") + DOMAIN;
        return samsyn.people().userService().create(system, new UserDetails(chosen, name, email, "sv"));
    }

    private void role(User user, Role role, Unit unit) {
        samsyn.people().roleService().give(system, user.id(), role, unit.id(), null, null);
    }

    private String unused(String base) {
        String candidate = base;
        for (int i = 2; usernames.contains(candidate); i++) {
            candidate = base + i;
        }
        return candidate;
    }

    private static String suffix(String username) {
        return username.replaceAll("[^0-9]", "");
    }

    private static String ascii(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        return plain.toLowerCase(Locale.ROOT).replace(' ', '.');
    }

    private String pick(List<String> among) {
        return among.get(random.nextInt(among.size()));
    }
}
