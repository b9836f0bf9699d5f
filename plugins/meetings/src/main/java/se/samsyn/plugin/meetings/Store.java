package se.samsyn.plugin.meetings;

import se.samsyn.api.PluginContext;
import se.samsyn.api.PluginDatabase;

/** What the plugin keeps: its part of the database, with a repository for each kind of thing. */
record Store(
        PluginDatabase database,
        ChangeTrail trail,
        SeriesRepository series,
        MemberRepository members,
        TemplateRepository templates,
        MeetingRepository meetings,
        PresenceRepository presence,
        ItemRepository items,
        ItemHistory itemHistory,
        CarryRepository carried,
        NoteRepository notes,
        DecisionRepository decisions,
        ActionRepository actions,
        MinutesRepository minutes,
        RollRepository rolls,
        SubjectRepository subjects,
        LogRepository logs,
        TaskRepository tasks) {

    static Store of(PluginContext context) {
        PluginDatabase database = context.database();
        ChangeTrail trail = new ChangeTrail(context.clock(), context.events());
        ItemRepository items = new ItemRepository(database, trail);
        return new Store(
                database,
                trail,
                new SeriesRepository(database, trail),
                new MemberRepository(database, trail),
                new TemplateRepository(database, trail),
                new MeetingRepository(database, trail),
                new PresenceRepository(database, trail),
                items,
                new ItemHistory(database),
                new CarryRepository(items, trail),
                new NoteRepository(database, trail),
                new DecisionRepository(database, trail),
                new ActionRepository(database, trail),
                new MinutesRepository(database, context.json(), trail),
                new RollRepository(database, trail),
                new SubjectRepository(database, context.json()),
                new LogRepository(database),
                new TaskRepository(database));
    }
}
