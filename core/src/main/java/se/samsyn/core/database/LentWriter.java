package se.samsyn.core.database;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The one writer, lent to a library that asks for connections: see {@link Database#lentWriter()}. */
final class LentWriter implements DataSource {

    private final Writer writer;

    LentWriter(Writer writer) {
        this.writer = writer;
    }

    @Override
    public Connection getConnection() {
        UnitOfWork outer = writer.current();
        Lending lending = new Lending(outer == null ? writer.begin() : outer, outer == null);
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, lending::call);
    }

    /** One connection in the borrower's hands. */
    private final class Lending {

        private final UnitOfWork unit;
        private final boolean own;
        private boolean closed;

        private Lending(UnitOfWork unit, boolean own) {
            this.unit = unit;
            this.own = own;
        }

        private @Nullable Object call(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            return switch (method.getName()) {
                case "close" -> close();
                case "isClosed" -> closed;
                case "setAutoCommit" -> null;
                case "commit", "rollback" -> own ? pass(method, arguments) : null;
                default -> pass(method, arguments);
            };
        }

        private @Nullable Object close() {
            if (own && !closed) {
                writer.end(unit);
            }
            closed = true;
            return null;
        }

        private @Nullable Object pass(Method method, Object @Nullable [] arguments) throws Throwable {
            if (closed) {
                throw new SQLException("The connection has been given back");
            }
            try {
                return method.invoke(unit.connection(), arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }

    @Override
    public Connection getConnection(String user, String password) {
        return getConnection();
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("Wraps no " + type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
