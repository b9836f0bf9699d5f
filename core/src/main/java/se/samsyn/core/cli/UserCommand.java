package se.samsyn.core.cli;

import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import se.samsyn.api.access.Role;
import se.samsyn.core.Samsyn;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.access.Ids;
import se.samsyn.core.organisation.Unit;
import se.samsyn.core.people.User;
import se.samsyn.core.people.UserDetails;

/** People, as far as an operator needs: the first administrator, a lost password, a token for a script. */
final class UserCommand {

    private UserCommand() {}

    /** Names the commands; does nothing itself. */
    @Command(
            name = "user",
            description = "Adds people, and gives them passwords and tokens.",
            subcommands = {Add.class, Password.class, Token.class})
    static final class Group {}

    private static User find(Samsyn samsyn, String username) {
        return samsyn.people()
                .users()
                .byUsername(username.strip().toLowerCase(Locale.ROOT))
                .orElseThrow(() -> new CommandFailure("There is no user named " + username + "."));
    }

    private static CurrentUser operator(Samsyn samsyn) {
        return samsyn.access().system("cli");
    }

    /** Adds a person with a role. */
    @Command(name = "add", description = "Adds a person who has a role on a unit.")
    static final class Add implements OperatorCommand {

        @Parameters(paramLabel = "NAME", description = "What the person signs in with")
        private String name = "";

        @Option(
                names = "--role",
                required = true,
                paramLabel = "ROLE",
                description = "administrator, head, quality-developer, principal, employee or reader")
        private String role = "";

        @Option(names = "--unit", paramLabel = "ID", description = "The unit of the role. Default: the municipality")
        private @Nullable String unit;

        @Override
        public int run(Samsyn samsyn, Console console) {
            Role given = role();
            CurrentUser operator = operator(samsyn);
            samsyn.database().write(() -> {
                long unitId = unit(samsyn);
                User user = samsyn.people().userService().create(operator, new UserDetails(name, name, null, "sv"));
                samsyn.people().roleService().give(operator, user.id(), given, unitId, null, null);
            });
            console.out().println("Added " + name + "; 'user password " + name + "' gives a password.");
            return 0;
        }

        private Role role() {
            try {
                return Role.valueOf(role.strip().toUpperCase(Locale.ROOT).replace('-', '_'));
            } catch (IllegalArgumentException e) {
                throw new Misuse("There is no role '" + role
                        + "'; there are administrator, head, quality-developer, principal, employee and reader.");
            }
        }

        private long unit(Samsyn samsyn) {
            if (unit == null) {
                return samsyn.organisation()
                        .units()
                        .root()
                        .map(Unit::id)
                        .orElseThrow(() -> new CommandFailure("There are no units yet; set the municipality up first."));
            }
            OptionalLong id = Ids.parse(unit);
            if (id.isEmpty() || samsyn.organisation().units().find(id.getAsLong()).isEmpty()) {
                throw new CommandFailure("There is no unit " + unit + ".");
            }
            return id.getAsLong();
        }
    }

    /** Gives a new password. */
    @Command(name = "password", description = "Gives the person a new password, and prints it.")
    static final class Password implements OperatorCommand {

        @Parameters(paramLabel = "NAME", description = "Whose")
        private String name = "";

        @Override
        public int run(Samsyn samsyn, Console console) {
            User user = find(samsyn, name);
            console.out().println(samsyn.people().credentials().newPassword(operator(samsyn), user));
            return 0;
        }
    }

    /** Makes a token. */
    @Command(name = "token", description = "Makes a token for the REST interface, and prints it alone.")
    static final class Token implements OperatorCommand {

        @Parameters(paramLabel = "NAME", description = "Whom the token acts as")
        private String name = "";

        @Override
        public int run(Samsyn samsyn, Console console) {
            User user = find(samsyn, name);
            console.out().println(samsyn.people().credentials().newToken(operator(samsyn), user, "cli"));
            return 0;
        }
    }
}
