package se.samsyn.core.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import se.samsyn.api.access.Role;
import se.samsyn.core.TestClient;
import se.samsyn.core.TestClient.Answer;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.access.Grant;
import se.samsyn.core.followup.NewCycle;
import se.samsyn.core.measuring.Indicator;
import se.samsyn.core.measuring.Period;
import se.samsyn.core.planning.Plan;
import se.samsyn.core.planning.PlanType;
import tools.jackson.databind.JsonNode;

/** The REST interface as a script sees it. */
class RestTest {

    private static TestSamsyn samsyn;
    private static TestClient admin;
    private static TestClient principal;
    private static TestClient colleague;
    private static TestClient employee;
    private static PlanType type;
    private static Plan plan;
    private static Indicator indicator;

    @BeforeAll
    static void start() {
        samsyn = TestSamsyn.start();
        samsyn.user("admin", Role.ADMINISTRATOR, samsyn.municipality());
        samsyn.user("rektor", Role.PRINCIPAL, samsyn.school());
        samsyn.user("kollega", Role.PRINCIPAL, samsyn.otherSchool());
        samsyn.user("larare", Role.EMPLOYEE, samsyn.otherSchool());
        admin = samsyn.api("admin");
        principal = samsyn.api("rektor");
        colleague = samsyn.api("kollega");
        employee = samsyn.api("larare");
        type = samsyn.app().planning().types().createDefault(samsyn.system(), PlanType.Calendar.SCHOOL_YEAR);
        plan = samsyn.app()
                .planning()
                .plans()
                .create(samsyn.system(), type.id(), samsyn.school().id(), Period.of("2026/27"), "Verksamhetsplan");
        indicator = samsyn.app()
                .measuring()
                .indicatorService()
                .create(
                        Grant.system("test"),
                        new Indicator(
                                0, "own", "trygghet", "Trygghet", "", "%", 0, Indicator.Direction.HIGHER,
                                Indicator.Periodicity.SCHOOL_YEAR, Indicator.Aggregation.MEAN, 5.0, false, null, 0));
    }

    @AfterAll
    static void stop() {
        samsyn.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"units", "users", "plans", "goals", "indicators", "measurements", "activities", "assessments"})
    void asksForAToken(String resource) {
        Answer answer = samsyn.client().get("/api/v1/" + resource);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(answer.json().get("status").asInt()).isEqualTo(401);
    }

    @Test
    void speaksSwedishInUtf8() {
        assertThat(samsyn.client().get("/api/v1/units").json().get("detail").asString())
                .isEqualTo("Du behöver logga in.");
    }

    @Test
    void refusesATokenThatIsNotOurs() {
        assertThat(samsyn.client().bearer("samsyn_forged").get("/api/v1/units").status()).isEqualTo(401);
    }

    @Test
    void aSessionCookieIsNoToken() {
        assertThat(samsyn.signIn("rektor").get("/api/v1/units").status()).isEqualTo(401);
    }

    @Test
    void finishesAGoalFromPlanToActivity() {
        Map<String, Object> goal = new HashMap<>(Map.of(
                "plan", Long.toString(plan.id()),
                "level", Long.toString(type.levels().get(2).id()),
                "title", "Alla är trygga",
                "indicators", List.of(Long.toString(indicator.id()))));
        Answer created = principal.json("POST", "/api/v1/goals", goal);
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        String id = created.json().get("id").asString();
        assertThat(created.header("ETag")).contains("\"1\"");

        Answer changed = principal.json(
                "PATCH", "/api/v1/goals/" + id, Map.of("title", "Alla är trygga hos oss"), "If-Match", "\"1\"");
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.json().get("title").asString()).isEqualTo("Alla är trygga hos oss");
        assertThat(changed.json().get("indicators").get(0).asString()).isEqualTo(Long.toString(indicator.id()));
        assertThat(changed.json().get("version").asInt()).isEqualTo(2);

        Answer activity = principal.json("POST", "/api/v1/activities", Map.of("goal", id, "title", "Rastvärdar"));
        assertThat(activity.status()).as(activity.body()).isEqualTo(201);
        assertThat(activity.json().get("owners").isArray()).isTrue();
        assertThat(activity.json().get("state").asString()).isEqualTo("NOT_STARTED");
        JsonNode listed = principal.get("/api/v1/activities?goal=" + id).json().get("items");
        assertThat(listed.size()).isEqualTo(1);
    }

    @Test
    void aChangeSaysWhichVersionItIsMadeFrom() {
        String path = "/api/v1/plans/" + plan.id();
        assertThat(principal.json("PATCH", path, Map.of("title", "Ny")).status()).isEqualTo(428);
        Answer stale = principal.json("PATCH", path, Map.of("title", "Ny"), "If-Match", "\"99\"");
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.json().get("type").asString()).isEqualTo("urn:samsyn:problem:stale-version");
        assertThat(principal.json("PATCH", path, Map.of("title", "Ny"), "If-Match", "abc").status()).isEqualTo(412);
    }

    @Test
    void aStaleChangeIsToldOfBeforeAnythingElse() {
        Plan adopted = samsyn.app()
                .planning()
                .plans()
                .create(samsyn.system(), type.id(), samsyn.school().id(), Period.of("2025/26"), "Förra årets plan");
        samsyn.adopted(adopted);
        String path = "/api/v1/plans/" + adopted.id();
        assertThat(principal.json("PATCH", path, Map.of("title", "Ny"), "If-Match", "\"1\"").status()).isEqualTo(412);
        assertThat(principal.json("PATCH", path, Map.of("okänt", 1), "If-Match", "\"1\"").status()).isEqualTo(412);
        assertThat(principal.json("PATCH", path, Map.of("title", "Ny"), "If-Match", "\"3\"").status()).isEqualTo(422);
    }

    @Test
    void anAddressSaysWhichMethodsItKnows() {
        Answer one = principal.json("DELETE", "/api/v1/plans/" + plan.id(), "");
        assertThat(one.status()).isEqualTo(405);
        assertThat(one.header("Allow").orElse("").split(", ")).containsExactlyInAnyOrder("GET", "PATCH");
        assertThat(one.json().get("type").asString()).isEqualTo("urn:samsyn:problem:method-not-allowed");
        Answer all = principal.json("PUT", "/api/v1/plans", Map.of());
        assertThat(all.status()).isEqualTo(405);
        assertThat(all.header("Allow").orElse("").split(", ")).containsExactlyInAnyOrder("GET", "POST");
        assertThat(principal.json("DELETE", "/api/v1/nothing", "").status()).isEqualTo(404);
    }

    @Test
    void whatIsNoJsonIsRefusedAsSuch() {
        Answer form = principal.post("/api/v1/goals", Map.of("title", "Ny"));
        assertThat(form.status()).isEqualTo(415);
        assertThat(form.json().get("detail").asString()).contains("application/json");
        assertThat(principal.json("PATCH", "/api/v1/plans/" + plan.id(), Map.of("title", "Ny"),
                                "If-Match", "\"99\"", "Content-Type", "application/merge-patch+json")
                        .status())
                .isEqualTo(412);
    }

    @Test
    void theTitleOfAProblemIsASentenceInTheCallersLanguage() {
        assertThat(samsyn.client().get("/api/v1/units").json().get("title").asString()).isEqualTo("Inloggning behövs");
        assertThat(samsyn.client().get("/api/v1/units", "Accept-Language", "en").json().get("title").asString())
                .isEqualTo("Signing in is needed");
        assertThat(principal.get("/api/v1/plans/0").json().get("title").asString()).isEqualTo("Det finns inte");
    }

    @Test
    void tellsEveryFieldThatIsWrong() {
        Answer answer = principal.json(
                "POST",
                "/api/v1/measurements",
                Map.of("indicator", "x", "unit", "y", "period", "2026-13", "value", "tre", "okänt", 1));
        assertThat(answer.status()).isEqualTo(422);
        Set<String> fields = new HashSet<>();
        answer.json().get("errors").properties().forEach(field -> fields.add(field.getKey()));
        assertThat(fields).contains("indicator", "unit", "period", "value", "okänt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "null", "\"text\"", "{\"title\": {\"a\": [1]}}", "{\"plan\": 1e400}"})
    void refusesWhatIsNoUsableObject(String body) {
        Answer answer = principal.json("POST", "/api/v1/goals", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
    }

    @Test
    void saysThatATextIsTooLongRatherThanMissing() {
        Answer answer = principal.json("POST", "/api/v1/goals", Map.of(
                "plan", Long.toString(plan.id()),
                "level", Long.toString(type.levels().get(2).id()),
                "title", "x".repeat(70_000)));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/errors/title").asString()).contains("20");
    }

    @Test
    void aMeasurementHasAValueOrAReason() {
        Map<String, Object> base = Map.of(
                "indicator", Long.toString(indicator.id()),
                "unit", Long.toString(samsyn.school().id()),
                "period", "2025/26");
        Map<String, Object> suppressed = new HashMap<>(base);
        suppressed.put("state", "suppressed");
        Answer created = principal.json("POST", "/api/v1/measurements", suppressed);
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(created.json().get("value").isNull()).isTrue();
        assertThat(created.json().get("state").asString()).isEqualTo("suppressed");
        assertThat(created.json().get("gender").asString()).isEqualTo("T");

        assertThat(created.json().get("source").asString()).isEqualTo("Egen uppgift");
        assertThat(principal.json("POST", "/api/v1/measurements", suppressed).status())
                .as("creates, never overwrites")
                .isEqualTo(412);

        String path = "/api/v1/measurements/" + created.json().get("id").asString();
        Answer revised =
                principal.json("PATCH", path, Map.of("value", 190, "state", "rounded"), "If-Match", "\"1\"");
        assertThat(revised.status()).as(revised.body()).isEqualTo(200);
        assertThat(revised.json().get("value").asDouble()).isEqualTo(190);
        assertThat(revised.json().get("revision").asInt()).isEqualTo(2);
        assertThat(principal.json("PATCH", path, Map.of("state", "missing"), "If-Match", "\"2\"").status())
                .isEqualTo(422);
    }

    @Test
    void judgesAGoalInAFollowUp() {
        Answer goal = principal.json("POST", "/api/v1/goals", Map.of(
                "plan", Long.toString(plan.id()),
                "level", Long.toString(type.levels().get(2).id()),
                "title", "Alla läser"));
        var cycle = samsyn.app().followup().cycles().create(
                samsyn.system(),
                new NewCycle(
                        "Hösten", samsyn.municipality().id(), type.id(), Period.of("2026/27"), Period.of("HT2026"),
                        samsyn.clock().today(), samsyn.clock().today().plusDays(14)));
        samsyn.app().followup().cycles().open(samsyn.system(), cycle.id(), cycle.version());
        String goalId = goal.json().get("id").asString();
        JsonNode waiting = principal.get("/api/v1/assessments?goal=" + goalId).json().get("items").get(0);
        assertThat(waiting.get("status").isNull()).isTrue();
        String path = "/api/v1/assessments/" + waiting.get("id").asString();
        Answer judged = principal.json(
                "PATCH",
                path,
                Map.of("status", "ON_TRACK", "comment", "Det går bra"),
                "If-Match",
                "\"" + waiting.get("version").asInt() + "\"");
        assertThat(judged.status()).as(judged.body()).isEqualTo(200);
        assertThat(judged.json().get("status").asString()).isEqualTo("ON_TRACK");
        assertThat(colleague.get(path).status()).as("a draft is its editors'").isEqualTo(403);
        assertThat(judged.json().get("reason").isNull()).isTrue();
        analysesAreWrittenAndChanged(waiting.get("followUp").asString(), goalId);
    }

    private void analysesAreWrittenAndChanged(String followUp, String goal) {
        Map<String, Object> cause = Map.of("text", "Många vikarier", "evidenceFor", "Sju slutade", "verdict", "confirmed");
        Map<String, Object> whole =
                Map.of("followUp", followUp, "goal", goal, "result", "Färre läser", "causes", List.of(cause));
        Answer created = principal.json("POST", "/api/v1/analyses", whole);
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        assertThat(principal.json("POST", "/api/v1/analyses", whole).status()).as("there is one").isEqualTo(412);
        String path = "/api/v1/analyses/" + created.json().get("id").asString();
        String causeId = created.json().get("causes").get(0).get("id").asString();
        Map<String, Object> kept = Map.of("id", causeId, "text", "Många vikarier", "verdict", "POSSIBLE");
        Answer changed = principal.json("PATCH", path, Map.of("causes", List.of(kept)), "If-Match", "\"1\"");
        assertThat(changed.json().get("causes").get(0).get("id").asString()).isEqualTo(causeId);
        assertThat(changed.json().get("result").asString()).as("a merge patch").isEqualTo("Färre läser");
        assertThat(principal.json("PATCH", path, Map.of("result", "x"), "If-Match", "\"1\"").status()).isEqualTo(412);
        assertThat(principal.json("PATCH", path, Map.of("result", "x")).status()).isEqualTo(428);
        Answer wrong = principal.json(
                "PATCH", path, Map.of("causes", List.of(Map.of("text", "x", "verdict", "sant", "why", 1))), "If-Match", "\"2\"");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("causes[0].verdict", "causes[0].why");
        assertThat(principal.json("PATCH", path, Map.of("causes", List.of("x")), "If-Match", "\"2\"").body())
                .contains("causes[0]");
        assertThat(colleague.get(path).status()).as("a draft is its editors'").isEqualTo(403);
        assertThat(colleague.json("PATCH", path, Map.of("result", "x"), "If-Match", "\"2\"").status()).isEqualTo(403);
        assertThat(principal.get("/api/v1/analyses?goal=" + goal).json().get("items")).hasSize(1);
        assertThat(colleague.get("/api/v1/analyses?goal=" + goal).json().get("items")).isEmpty();
        Answer activity = principal.json(
                "POST", "/api/v1/activities", Map.of("goal", goal, "title", "Mentor till nya lärare", "cause", causeId));
        assertThat(activity.json().get("cause").asString()).isEqualTo(causeId);
    }

    @Test
    void readsAsWideAsTheRoleAndWritesOnItsUnit() {
        String path = "/api/v1/plans/" + plan.id();
        assertThat(colleague.get(path).status()).isEqualTo(200);
        assertThat(colleague.json("PATCH", path, Map.of("title", "Min"), "If-Match", "\"1\"").status())
                .isEqualTo(403);
        assertThat(employee.get(path).status()).isEqualTo(404);
        assertThat(employee.json("POST", "/api/v1/users", Map.of("username", "x", "name", "X")).status())
                .isEqualTo(403);
        assertThat(principal.get("/api/v1/users").json().get("items").get(0).get("email").isNull()).isTrue();
    }

    @Test
    void listsInPartsUntilTheEnd() {
        for (int i = 0; i < 5; i++) {
            samsyn.person("person" + i);
        }
        Set<String> seen = new HashSet<>();
        String next = "";
        do {
            JsonNode part = admin.get("/api/v1/users?limit=2" + next).json();
            part.get("items").forEach(user -> assertThat(seen.add(user.get("id").asString())).isTrue());
            next = part.get("next").isNull() ? null : "&cursor=" + part.get("next").asString();
        } while (next != null);
        assertThat(seen).hasSize(samsyn.rows("select id from person").size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=501", "limit=x", "cursor=!", "cursor=MTIz_", "period=nu", "unit=abc"})
    void refusesAnAddressThatItDoesNotUnderstand(String query) {
        Answer answer = admin.get("/api/v1/measurements?" + query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
    }

    @Test
    void findsAUnitByItsIdentifier() {
        Answer created = admin.json("POST", "/api/v1/units", Map.of(
                "name", "Skogsskolan",
                "kind", "COMPULSORY_SCHOOL",
                "parentId", Long.toString(samsyn.administration().id()),
                "identifiers", Map.of("skolenhetskod", "12345678")));
        assertThat(created.status()).as(created.body()).isEqualTo(201);
        JsonNode found = admin.get("/api/v1/units?identifier=skolenhetskod:12345678").json();
        assertThat(found.get("items").size()).isEqualTo(1);
        assertThat(found.at("/items/0/name").asString()).isEqualTo("Skogsskolan");
        assertThat(found.at("/items/0/identifiers/skolenhetskod").asString()).isEqualTo("12345678");
        assertThat(admin.get("/api/v1/units?identifier=12345678").status()).isEqualTo(422);
    }

    @Test
    void describesExactlyWhatItServes() {
        JsonNode description = samsyn.client().get("/api/v1/openapi.json").json();
        Set<String> described = new HashSet<>();
        description.get("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(method -> described.add(method.getKey().toUpperCase() + " " + path.getKey())));
        Set<String> served = new HashSet<>();
        samsyn.app().routes().stream()
                .filter(route -> route.path().startsWith("/api/v1/") && !route.path().endsWith("openapi.json"))
                .forEach(route -> served.add(route.method() + " " + route.path()));
        assertThat(described).isEqualTo(served);
    }

    @ParameterizedTest
    @ValueSource(strings = {"units", "users", "plans", "indicators"})
    void answersWithTheFieldsThatItDescribes(String resource) {
        JsonNode description = samsyn.client().get("/api/v1/openapi.json").json();
        JsonNode schema = description.at("/paths/~1api~1v1~1" + resource
                + "/get/responses/200/content/application~1json/schema/properties/items/items/$ref");
        String name = schema.asString().substring(schema.asString().lastIndexOf('/') + 1);
        JsonNode item = admin.get("/api/v1/" + resource + "?limit=1").json().at("/items/0");
        Set<String> sent = new HashSet<>();
        item.properties().forEach(field -> sent.add(field.getKey()));
        Set<String> promised = new HashSet<>();
        description.at("/components/schemas/" + name + "/properties").properties().forEach(f -> promised.add(f.getKey()));
        assertThat(sent).isEqualTo(promised).isNotEmpty();
    }
}
