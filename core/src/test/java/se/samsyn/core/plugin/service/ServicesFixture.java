package se.samsyn.core.plugin.service;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import se.samsyn.api.service.Services;
import se.samsyn.core.Samsyn;
import se.samsyn.core.TestSamsyn;
import se.samsyn.core.access.CurrentUser;

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
                .of(user, plugin);
    }

    /** How many statements the work takes. */
    int statements(Runnable work) {
        AtomicInteger count = new AtomicInteger();
        samsyn.app().database().jdbi().setSqlLogger(new SqlLogger() {
            @Override
            public void logAfterExecution(StatementContext context) {
                // What hears of earlier changes works beside this.
                if (!Thread.currentThread().getName().startsWith("events-")) {
                    count.incrementAndGet();
                }
            }
        });
        try {
            work.run();
        } finally {
            samsyn.app().database().jdbi().setSqlLogger(SqlLogger.NOP_SQL_LOGGER);
        }
        return count.get();
    }

    @Override
    public void close() {
        samsyn.close();
    }
}
