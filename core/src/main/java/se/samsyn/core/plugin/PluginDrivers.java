package se.samsyn.core.plugin;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/**
 * Takes away the database drivers that a plugin brought, which the JDK would keep, and with them the plugin. The JDK lets
 * a driver be taken away only by a class of the loader that brought it, so this one is defined anew there.
 */
public final class PluginDrivers {

    private PluginDrivers() {}

    /** Called by reflection, on the class that the plugin's loader has. */
    public static void deregister() throws SQLException {
        ClassLoader own = PluginDrivers.class.getClassLoader();
        List<Driver> drivers = DriverManager.drivers()
                .filter(driver -> driver.getClass().getClassLoader() == own)
                .toList();
        for (Driver driver : drivers) {
            DriverManager.deregisterDriver(driver);
        }
    }

    /** Takes away those of the plugin. */
    static void deregister(PluginClasses classes) throws IOException {
        try (InputStream in = PluginDrivers.class.getResourceAsStream("PluginDrivers.class")) {
            if (in == null) {
                throw new IOException("Core lacks a class of its own");
            }
            classes.define(PluginDrivers.class.getName(), in.readAllBytes()).getMethod("deregister").invoke(null);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            throw new IOException("The drivers cannot be taken away", e);
        }
    }
}
