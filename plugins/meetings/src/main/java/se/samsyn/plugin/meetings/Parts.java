package se.samsyn.plugin.meetings;

import se.samsyn.api.PluginContext;
import se.samsyn.api.PluginDatabase;

/** What the plugin is made of once it has started. */
record Parts(
        StartPage start,
        SeriesPages series,
        MemberPages members,
        TemplatePages templates,
        MeetingPages meetings,
        ItemPages items,
        ItemPage item,
        LivePages live,
        RoomPages room,
        WritePages writing,
        MeetingEndpoints endpoints,
        OwnTasks tasks) {

    static Parts of(PluginContext context) {
        PluginDatabase database = context.database();
        ChangeTrail trail = new ChangeTrail(context.clock());
        SeriesRepository series = new SeriesRepository(database, trail);
        MemberRepository members = new MemberRepository(database, trail);
        TemplateRepository templates = new TemplateRepository(database, trail);
        MeetingRepository meetings = new MeetingRepository(database, trail);
        ItemRepository items = new ItemRepository(database, trail);
        NoteRepository notes = new NoteRepository(database, trail);
        DecisionRepository decisions = new DecisionRepository(database, trail);
        ActionRepository actions = new ActionRepository(database, trail);
        Insight insight = new Insight(series, members, context.clock());
        Finding finding = new Finding(insight, meetings, items);
        MinutesView minutes = new MinutesView(notes, decisions, actions);
        MeetingPages meetingPages = new MeetingPages(
                database, meetings, items, members, minutes, finding, context.live(), context.clock());
        RoomPages room = new RoomPages(
                database, meetings, items, notes, decisions, actions, meetingPages, finding, context.live());
        Proceedings proceedings = new Proceedings(database, notes, decisions, actions, context.live());
        return new Parts(
                new StartPage(series, meetings, actions, new ActionStates(database, actions), insight, context.clock()),
                new SeriesPages(database, series, members, templates, meetings, finding, context.clock()),
                new MemberPages(database, members, finding, context.clock()),
                new TemplatePages(database, templates, finding),
                meetingPages,
                new ItemPages(database, items, meetingPages, finding, context.live()),
                new ItemPage(database, items, meetingPages, new ItemFiles(), finding, context.live()),
                new LivePages(finding, context.live(), context.json()),
                room,
                new WritePages(proceedings, notes, decisions, actions, room, finding, context.clock()),
                new MeetingEndpoints(
                        database, series, meetings, items, notes, decisions, actions, insight, finding, context.live()),
                new OwnTasks(actions, meetings, series, insight));
    }
}
