-- What the calendar is told of a meeting though nothing of the meeting itself has changed is no version of it.
alter table p_meetings_meeting add column revision integer not null default 0;
