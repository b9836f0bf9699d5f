-- Who belonged to a meeting and in which role when it was ended: what is said of the series' members later changes nothing
-- of that. Whoever was to sign and has left has someone in their stead.
create table p_meetings_roll (
    meeting_id bigint not null references p_meetings_meeting (id),
    person_id text not null,
    role text not null check (role in ('CHAIR', 'SECRETARY', 'ATTESTER', 'MEMBER')),
    stand_in_id text,
    primary key (meeting_id, person_id)
);
create index p_meetings_roll_stand_in on p_meetings_roll (stand_in_id, meeting_id);
