package se.samsyn.plugin.meetings;

import java.time.Clock;
import se.samsyn.api.PluginContext;
import se.samsyn.api.live.Live;

/** What the plugin is made of once it has started. */
record Parts(
        StartPage start,
        SeriesPages series,
        MemberPages members,
        TemplatePages templates,
        MeetingPlanning planning,
        MeetingPages meetings,
        HoldPages holding,
        ItemPages items,
        ItemPage item,
        LivePages live,
        DoorPages door,
        RoomPages room,
        ScreenPages screen,
        WritePages writing,
        ActionPages actions,
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
        Store store = Store.of(context);
        Clock clock = context.clock();
        Live live = context.live();
        Insight insight = new Insight(store, clock);
        Removed removed = new Removed(store);
        Finding finding = new Finding(store, insight, removed);
        ItemFiles files = new ItemFiles(store, live);
        MinutesWriting writing = new MinutesWriting(store, files);
        MinutesMail mail = new MinutesMail(store, writing, clock);
        Signing signing = new Signing(store, writing, mail, finding, live, clock);
        Invitations invitations = new Invitations(store, finding, clock);
        CarryOver carryOver = new CarryOver(store, files, clock);
        DialogueGround ground = new DialogueGround(store, context.json(), clock);
        FollowingUp followingUp = new FollowingUp(store, clock);
        MeetingPages meetings = new MeetingPages(
                store,
                new MinutesView(store, files),
                signing,
                carryOver,
                followingUp,
                files,
                invitations,
                mail,
                finding,
                live,
                clock);
        HoldPages holding = new HoldPages(store, meetings, carryOver, invitations, finding, live, clock);
        DoorPages door = new DoorPages(finding, live, clock);
        RoomView view = new RoomView(store, files, meetings, followingUp, removed, live);
        Proceedings proceedings = new Proceedings(store, live);
        WritePages writePages = new WritePages(store, proceedings, view, finding, removed, clock);
        return new Parts(
                new StartPage(store, insight, clock),
                new SeriesPages(store, new SeriesEnd(store, invitations, clock), finding, live, clock),
                new MemberPages(store, new Membership(store, invitations, live, clock), finding, clock),
                new TemplatePages(store, finding),
                new MeetingPlanning(store, carryOver, ground, finding, clock),
                meetings,
                holding,
                new ItemPages(store, meetings, files, carryOver, finding, live),
                new ItemPage(store, meetings, files, finding, live),
                new LivePages(finding, live, context.json()),
                door,
                new RoomPages(store, view, door, carryOver, finding, live),
                new ScreenPages(store, view, finding),
                writePages,
                new ActionPages(store, proceedings, writePages, view, insight),
                new MeetingEndpoints(store, insight, carryOver, finding, live),
                new OwnTasks(store, insight),
                signing,
                new MinutesPages(store, writing, mail, context.documents(), finding),
                new LogPages(store.logs(), finding, clock),
                invitations,
                new MeetingTasks(store, insight, clock),
                new MeetingCalendar(store.meetings(), insight),
                new NextMeetingPanel(store, insight, clock),
                new MeetingSearch(store, insight, context.search()),
                new DoneElsewhere(store, live));
    }
}
