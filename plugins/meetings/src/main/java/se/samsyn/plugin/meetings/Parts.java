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
        OwnTasks tasks,
        Signing signing,
        MinutesPages minutes,
        LogPages logs,
        Invitations invitations,
        MeetingTasks waiting,
        MeetingCalendar calendar,
        NextMeetingPanel nextMeeting,
        MeetingSearch search,
        DoneElsewhere doneElsewhere) {

    static Parts of(PluginContext context) {
        PluginDatabase database = context.database();
        ChangeTrail trail = new ChangeTrail(context.clock(), context.events());
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
        MinutesRepository frozen = new MinutesRepository(database, context.json(), trail);
        MinutesWriting writing = new MinutesWriting(meetings, members, items, notes, decisions, actions);
        MinutesMail mail = new MinutesMail(writing, trail);
        Signing signing = new Signing(database, meetings, members, frozen, writing, mail, finding, context.live());
        Invitations invitations = new Invitations(database, members, items, finding, trail, context.clock());
        DialogueGround ground = new DialogueGround(notes, items, context.json(), context.clock());
        FollowingUp followingUp = new FollowingUp(actions, meetings);
        MeetingPages meetingPages = new MeetingPages(
                database, meetings, items, members, minutes, signing, new CarryOver(items), followingUp, invitations, ground, finding, context.live(),
                context.clock());
        ItemFiles files = new ItemFiles();
        RoomPages room = new RoomPages(
                database, meetings, items, notes, decisions, actions, files, meetingPages, finding, context.live());
        Proceedings proceedings = new Proceedings(database, notes, decisions, actions, context.live());
        return new Parts(
                new StartPage(series, meetings, actions, insight, context.clock()),
                new SeriesPages(database, series, members, templates, meetings, finding, context.clock()),
                new MemberPages(database, members, finding, context.clock()),
                new TemplatePages(database, templates, finding),
                meetingPages,
                new ItemPages(database, items, meetingPages, finding, context.live()),
                new ItemPage(database, items, meetingPages, files, finding, context.live()),
                new LivePages(finding, context.live(), context.json()),
                room,
                new WritePages(proceedings, notes, decisions, actions, room, finding, context.clock()),
                new MeetingEndpoints(
                        database, series, meetings, items, notes, decisions, actions, insight, finding, context.live()),
                new OwnTasks(actions, meetings, series, insight),
                signing,
                new MinutesPages(database, frozen, writing, mail, context.documents(), finding),
                new LogPages(new LogRepository(database), finding, context.clock()),
                invitations,
                new MeetingTasks(new TaskRepository(database), insight, context.clock()),
                new MeetingCalendar(meetings, insight),
                new NextMeetingPanel(meetings, items, insight, context.clock()),
                new MeetingSearch(
                        database, meetings, items, notes, decisions, actions, series, insight, context.search()),
                new DoneElsewhere(database, actions, context.live()));
    }
}
