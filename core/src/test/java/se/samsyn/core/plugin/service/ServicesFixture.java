package se.samsyn.core.plugin.service;

import java.util.Optional;
import se.samsyn.api.service.Services;
import se.samsyn.core.Samsyn;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.access.CurrentUser;
import se.samsyn.core.database.Statements;

/** A whole Samsyn, and the services of a plugin in it for any of its users. */
final class ServicesFixture implements AutoCloseable {

    final TestSamsyn samsyn = TestSamsyn.start();

    /** The services of the plugin {@code example} for the user. */
    Services as(String username) {
        return as(samsyn.acting(username), "example");
    }

    Services as(CurrentUser user, String plugin) {
        Samsyn app = samsyn.app();
        return new ServiceParts(
                        app.organisation().units(),
                        app.people(),
                        app.measuring(),
                        app.planning(),
                        app.followup(),
                        app.imports(),
                        app.mail().outbox(),
                        app.attachments(),
                        (who, owner, name, version, key) -> Optional.empty(),
                        app.messages(),
                        samsyn.clock())
                .of(user, plugin, row -> {});
    }

    /** How many statements the work takes. */
    int statements(Runnable work) {
        return Statements.of(samsyn.app().database(), work);
    }

    @Override
    public void close() {
        samsyn.close();
    }
}
