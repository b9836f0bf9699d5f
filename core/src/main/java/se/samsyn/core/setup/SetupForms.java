package se.samsyn.core.setup;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import se.samsyn.api.web.Request;
import se.samsyn.core.organisation.MunicipalityService;
import se.samsyn.core.people.OwnPassword;
import se.samsyn.core.people.Passwords;
import se.samsyn.core.people.UserService;
import se.samsyn.core.planning.PlanType.Calendar;
import se.samsyn.core.setup.SetupAnswers.Administrator;
import se.samsyn.core.setup.SetupAnswers.Beginning;
import se.samsyn.core.setup.SetupAnswers.Levels;
import se.samsyn.core.setup.SetupAnswers.Municipality;
import se.samsyn.core.web.Form;
import se.samsyn.core.web.Rejection;
import se.samsyn.core.web.Theme;

/** Reads the answer to each step, and shows what has been answered. */
final class SetupForms {

    static final int MOST_LEVELS = 5;
    private static final int LONGEST_NAME = 100;

    private final OwnPassword passwords;

    SetupForms(OwnPassword passwords) {
        this.passwords = passwords;
    }

    /**
     * The answers with what was typed at the step.
     *
     * @throws Rejection when it cannot be used
     */
    SetupAnswers read(SetupStep step, Form form, Request request, SetupAnswers before, Set<String> modules) {
        return switch (step) {
            case LANGUAGE -> before.in(language(form));
            case MUNICIPALITY -> before.with(municipality(form));
            case ADMINISTRATOR -> before.with(administrator(form, request, before.administrator()));
            case LEVELS -> before.with(levels(form));
            case MODULES -> before.with(form.all("module").stream().filter(modules::contains).toList());
            case BEGINNING -> before.with(beginning(form));
            case CHECK -> before;
        };
    }

    private static String language(Form form) {
        String chosen = form.value("locale");
        if (!UserService.languages().contains(chosen)) {
            throw Rejection.of("locale", "setup.error.choose");
        }
        return chosen;
    }

    private static Municipality municipality(Form form) {
        Rejection.Check check = new Rejection.Check();
        String name = check.line("name", form.value("name"), LONGEST_NAME);
        check.that(Theme.isColour(form.value("colour")), "colour", "organisation.municipality.error.colour");
        check.done();
        return new Municipality(name, form.value("colour"));
    }

    /** A password that was chosen before stays when the field is left empty. */
    private Administrator administrator(Form form, Request request, @Nullable Administrator before) {
        Rejection.Check check = new Rejection.Check();
        String name = check.line("name", form.value("name"), LONGEST_NAME);
        String username = UserService.canonical(form.value("username"));
        check.that(UserService.isUsername(username), "username", "people.user.error.username");
        String password = Objects.toString(request.form("password"), "");
        boolean kept = password.isEmpty() && before != null;
        if (!kept) {
            Passwords.weakness(password, username).ifPresent(key -> check.that(false, "password", key));
        }
        check.done();
        if (kept) {
            return new Administrator(username, name, before.passwordHash());
        }
        return new Administrator(username, name, passwords.hash(username, password));
    }

    private static Levels levels(Form form) {
        Rejection.Check check = new Rejection.Check();
        Calendar calendar = Arrays.stream(Calendar.values())
                .filter(one -> one.name().equals(form.value("calendar")))
                .findFirst()
                .orElse(null);
        check.that(calendar != null, "calendar", "setup.error.choose");
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= MOST_LEVELS; i++) {
            String field = "level" + i;
            if (!form.value(field).isEmpty()) {
                String name = check.line(field, form.value(field), LONGEST_NAME);
                check.that(!names.contains(name), field, "setup.error.samelevel");
                names.add(name);
            }
        }
        check.that(!names.isEmpty(), "level1", "web.input.required");
        check.done();
        return new Levels(calendar, names);
    }

    private static Beginning beginning(Form form) {
        return Arrays.stream(Beginning.values())
                .filter(one -> one.name().equals(form.value("beginning")))
                .findFirst()
                .orElseThrow(() -> Rejection.of("beginning", "setup.error.choose"));
    }

    /** The step as it has been answered, or as is most common. */
    Form shown(SetupStep step, SetupAnswers answers, Request request, List<String> modules) {
        return switch (step) {
            case LANGUAGE -> Form.of(Map.of(
                    "locale", Objects.requireNonNullElse(answers.locale(), request.locale().getLanguage())));
            case MUNICIPALITY -> answers.municipality() == null
                    ? Form.of(Map.of("colour", MunicipalityService.DEFAULT_COLOUR))
                    : Form.of(Map.of(
                            "name", answers.municipality().name(),
                            "colour", answers.municipality().colour()));
            case ADMINISTRATOR -> answers.administrator() == null
                    ? Form.of(Map.of())
                    : Form.of(Map.of(
                            "username", answers.administrator().username(),
                            "name", answers.administrator().name()));
            case LEVELS -> Form.of(levelValues(answers.levels(), request));
            case MODULES -> Form.ofAll(Map.of(
                    "module", Objects.requireNonNullElse(answers.modules(), modules)));
            case BEGINNING -> Form.of(Map.of(
                    "beginning", Objects.requireNonNullElse(answers.beginning(), Beginning.IMPORT)));
            case CHECK -> Form.of(Map.of());
        };
    }

    private static Map<String, Object> levelValues(@Nullable Levels answered, Request request) {
        List<String> names = answered != null
                ? answered.names()
                : List.of(
                        request.text("setup.level.council"),
                        request.text("setup.level.committee"),
                        request.text("setup.level.unit"));
        Map<String, Object> values = new HashMap<>();
        values.put("calendar", answered == null ? Calendar.SCHOOL_YEAR : answered.calendar());
        for (int i = 0; i < names.size(); i++) {
            values.put("level" + (i + 1), names.get(i));
        }
        return values;
    }
}
