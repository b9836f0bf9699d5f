package se.example;

import se.samsyn.api.Contributions;
import se.samsyn.api.SamsynPlugin;

public final class Plugin implements SamsynPlugin {

    @Override
    public void define(Contributions contributions) {}
}
