package se.example;

import se.samsyn.api.Contributions;
import se.samsyn.api.SamsynPlugin;
import se.samsyn.api.access.Permission;

public final class Plugin implements SamsynPlugin {

    @Override
    public void define(Contributions contributions) {
        contributions.permission(Permission.named(System.getenv("A_NAME_THAT_NOBODY_HAS_SET")));
    }
}
