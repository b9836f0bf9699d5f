-- The log of what has been promised, the most urgent first: in one state, in all, and by one person.
create index p_meetings_action_due on p_meetings_action (series_id, removed, state, due, id);
create index p_meetings_action_any_due on p_meetings_action (series_id, removed, due, id);
create index p_meetings_action_promised on p_meetings_action (series_id, removed, owner_id, due, id);
