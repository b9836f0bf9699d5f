package se.samsyn.core.plugin.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import se.samsyn.api.access.Role;
import se.samsyn.api.people.People;
import se.samsyn.api.people.Person;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.people.User;
import se.samsyn.core.people.UserDetails;

class CallerPeopleTest {

    private ServicesFixture fixture;
    private TestSamsyn samsyn;
    private People people;

    @BeforeEach
    void open() {
        fixture = new ServicesFixture();
        samsyn = fixture.samsyn;
        samsyn.user("rektor", Role.PRINCIPAL, samsyn.school());
        for (String name : List.of("Örjan Åkerö", "Åsa Berg", "Adam Berg", "Zara Ek", "Ärla Bo")) {
            person(name);
        }
        people = fixture.as("rektor").people();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void peopleAreFoundByNameInSwedishOrderWhateverTheCase() {
        assertThat(names(people.search("", 100)))
                .containsExactly("Adam Berg", "Rektor Testsson", "Zara Ek", "Åsa Berg", "Ärla Bo", "Örjan Åkerö");
        assertThat(names(people.search("ÅKERÖ", 100))).containsExactly("Örjan Åkerö");
        assertThat(names(people.search(" berg ", 1))).containsExactly("Adam Berg");
        assertThat(people.search("100%", 10)).isEmpty();
        assertThatThrownBy(() -> people.search("", 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> people.search("", 2_001)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onlyNamesAreSearchedAndOnlyTheActiveFound() {
        User blocked = person("Bo Blockerad");
        User erased = person("Eva Borttagen");
        samsyn.app().people().userService().block(samsyn.system(), blocked.id(), blocked.version(), true);
        samsyn.app().people().userService().erase(samsyn.system(), erased.id(), erased.version());

        assertThat(people.search("adamberg@", 10)).isEmpty();
        assertThat(people.search("Blockerad", 10)).isEmpty();
        assertThat(people.search("Borttagen", 10)).isEmpty();
        assertThat(people.names(List.of(Long.toString(erased.id())))).doesNotContainValue("Eva Borttagen");
    }

    @Test
    void thoseWithARoleOnTheUnitOrBelowAreFoundWhileTheyHaveIt() {
        samsyn.user("granne", Role.PRINCIPAL, samsyn.otherSchool());
        samsyn.user("larare", Role.EMPLOYEE, samsyn.school());
        User former = samsyn.person("forre");
        LocalDate today = LocalDate.ofInstant(samsyn.clock().instant(), java.time.ZoneId.of("Europe/Stockholm"));
        samsyn.app().people().roleService().give(
                samsyn.system(), former.id(), Role.PRINCIPAL, samsyn.school().id(), null, today.minusDays(1));

        assertThat(names(people.withRole(Role.PRINCIPAL, Long.toString(samsyn.administration().id()))))
                .containsExactly("Granne Testsson", "Rektor Testsson");
        assertThat(names(people.withRole(Role.PRINCIPAL, Long.toString(samsyn.school().id()))))
                .containsExactly("Rektor Testsson");
        assertThat(people.withRole(Role.HEAD, Long.toString(samsyn.school().id()))).isEmpty();
        assertThat(people.withRole(Role.PRINCIPAL, "nonsense")).isEmpty();
        assertThat(fixture.statements(() -> people.withRole(Role.PRINCIPAL, Long.toString(samsyn.administration().id()))))
                .isEqualTo(1);
    }

    @Test
    void theNearestWithARoleAreThoseOnTheUnitElseAboveItAndNeverBelow() {
        String school = Long.toString(samsyn.school().id());
        samsyn.user("kommunchef", Role.HEAD, samsyn.municipality());
        assertThat(names(people.nearestWithRole(Role.HEAD, school))).containsExactly("Kommunchef Testsson");
        User chef = samsyn.user("skolchef", Role.HEAD, samsyn.administration());
        assertThat(names(people.nearestWithRole(Role.HEAD, school))).as("the nearest alone").containsExactly("Skolchef Testsson");
        assertThat(names(people.nearestWithRole(Role.PRINCIPAL, school))).containsExactly("Rektor Testsson");
        assertThat(people.nearestWithRole(Role.PRINCIPAL, Long.toString(samsyn.administration().id()))).as("below").isEmpty();
        assertThat(people.nearestWithRole(Role.READER, school)).isEmpty();
        assertThat(people.nearestWithRole(Role.HEAD, "nonsense")).isEmpty();
        assertThat(fixture.statements(() -> people.nearestWithRole(Role.HEAD, school))).isEqualTo(1);

        samsyn.app().people().userService().block(samsyn.system(), chef.id(), chef.version(), true);
        assertThat(names(people.nearestWithRole(Role.HEAD, school)))
                .as("whoever may not sign in stands in nobody's way").containsExactly("Kommunchef Testsson");
        String kommunchef = people.nearestWithRole(Role.HEAD, school).get(0).id();
        assertThat(people.active(List.of(Long.toString(chef.id()), kommunchef, "999999", "nonsense"))).containsExactly(kommunchef);
    }

    @Test
    void whoeverIsNotSignedInFindsNobody() {
        People nobodys = fixture.as(samsyn.app().access().nobody(java.util.Locale.forLanguageTag("sv")), "example").people();

        assertThat(nobodys.search("", 10)).isEmpty();
        assertThat(nobodys.active(List.of(people.search("", 1).get(0).id()))).isEmpty();
        assertThat(nobodys.withRole(Role.PRINCIPAL, Long.toString(samsyn.school().id()))).isEmpty();
        assertThat(nobodys.nearestWithRole(Role.PRINCIPAL, Long.toString(samsyn.school().id()))).isEmpty();
    }

    private User person(String name) {
        String username = name.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z]", "");
        return samsyn.app().people().userService().create(
                samsyn.system(), new UserDetails(username, name, username + "@example.se", "sv"));
    }

    private static List<String> names(List<Person> people) {
        return people.stream().map(Person::name).toList();
    }
}
