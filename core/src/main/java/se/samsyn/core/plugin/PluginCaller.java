package se.samsyn.core.plugin;

import java.util.Set;
import java.util.function.UnaryOperator;
import se.samsyn.api.access.Caller;
import se.samsyn.core.access.CurrentUser;

/** A user as a plugin sees them: the plugin's permissions go by the names it declared them with. */
record PluginCaller(CurrentUser user, UnaryOperator<String> fullName) implements Caller {

    @Override
    public String id() {
        return user.id();
    }

    @Override
    public String name() {
        return user.name();
    }

    @Override
    public boolean signedIn() {
        return user.signedIn();
    }

    @Override
    public boolean may(String permission) {
        return user.may(fullName.apply(permission));
    }

    @Override
    public boolean may(String permission, String unitId) {
        return user.may(fullName.apply(permission), unitId);
    }

    @Override
    public Set<String> unitsWith(String permission) {
        return user.unitsWith(fullName.apply(permission));
    }
}
