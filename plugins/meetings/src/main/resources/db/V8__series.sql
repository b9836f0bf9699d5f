-- A form that is sent again makes no series again.
alter table p_meetings_series add column sent_key text;
create unique index p_meetings_series_sent on p_meetings_series (created_by, sent_key);
