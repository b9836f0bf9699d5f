-- What an item was about, as it stood when the meeting was ended.
create table p_meetings_shown (
    item_id bigint not null references p_meetings_item (id),
    meeting_id bigint not null references p_meetings_meeting (id),
    card ${json} not null,
    at ${instant} not null,
    primary key (item_id)
);
create index p_meetings_shown_meeting on p_meetings_shown (meeting_id);
