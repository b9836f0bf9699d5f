-- A form that is sent again calls no meetings again.
alter table p_meetings_meeting add column sent_key text;
create unique index p_meetings_meeting_sent on p_meetings_meeting (series_id, sent_key);
