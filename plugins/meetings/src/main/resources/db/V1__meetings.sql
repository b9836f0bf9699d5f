-- Persons, units, goals and activities are core's: their ids are texts, without references.
create table p_meetings_series (
    id ${key},
    unit_id text not null,
    name text not null,
    kind text not null check (kind in ('QUALITY_DIALOGUE', 'PRINCIPALS', 'WORK_TEAM', 'OWN')),
    purpose text not null,
    place text not null,
    minutes int not null,
    open_above boolean not null,
    archived boolean not null,
    created_at ${instant} not null,
    created_by text not null,
    version int not null
);
create index p_meetings_series_unit on p_meetings_series (unit_id, open_above);

-- Someone who leaves keeps the row, with the last day: minutes say who was a member when.
create table p_meetings_member (
    series_id bigint not null references p_meetings_series (id),
    person_id text not null,
    role text not null check (role in ('CHAIR', 'SECRETARY', 'ATTESTER', 'MEMBER')),
    from_day ${date} not null,
    to_day ${date},
    version int not null,
    primary key (series_id, person_id)
);
create index p_meetings_member_person on p_meetings_member (person_id, series_id);

-- What is on the agenda of each new meeting of the series.
create table p_meetings_template_item (
    id ${key},
    series_id bigint not null references p_meetings_series (id),
    position int not null,
    title text not null,
    minutes int not null,
    version int not null
);
create index p_meetings_template_item_series on p_meetings_template_item (series_id, position);

create table p_meetings_meeting (
    id ${key},
    series_id bigint not null references p_meetings_series (id),
    starts_at ${instant} not null,
    ends_at ${instant} not null,
    place text not null,
    state text not null check (state in ('PLANNED', 'ONGOING', 'HELD', 'ATTESTED')),
    called_off boolean not null,
    called_off_why text not null,
    current_item_id bigint,
    began_at ${instant},
    ended_at ${instant},
    created_at ${instant} not null,
    created_by text not null,
    version int not null
);
create index p_meetings_meeting_series on p_meetings_meeting (series_id, starts_at);
create index p_meetings_meeting_start on p_meetings_meeting (starts_at, state);

create table p_meetings_presence (
    meeting_id bigint not null references p_meetings_meeting (id),
    person_id text not null,
    presence text not null check (presence in ('PRESENT', 'ABSENT')),
    primary key (meeting_id, person_id)
);

-- sent_key tells a form that is sent again from one that says the same anew.
create table p_meetings_item (
    id ${key},
    meeting_id bigint not null references p_meetings_meeting (id),
    series_id bigint not null references p_meetings_series (id),
    position int not null,
    title text not null,
    presenter_id text,
    minutes int not null,
    state text not null check (state in ('OPEN', 'DONE', 'POSTPONED')),
    subject_type text,
    subject_id text,
    subject_unit_id text,
    carried_from bigint references p_meetings_item (id),
    proposed_by text not null,
    sent_key text,
    removed boolean not null,
    version int not null
);
create index p_meetings_item_meeting on p_meetings_item (meeting_id, position);
create index p_meetings_item_series on p_meetings_item (series_id, state, id);
create index p_meetings_item_carried on p_meetings_item (carried_from);
create unique index p_meetings_item_sent on p_meetings_item (meeting_id, sent_key);

-- One text per item, that several people write.
create table p_meetings_note (
    item_id bigint not null references p_meetings_item (id),
    text text not null,
    changed_by text not null,
    changed_at ${instant} not null,
    version int not null,
    primary key (item_id)
);

create table p_meetings_decision (
    id ${key},
    item_id bigint not null references p_meetings_item (id),
    meeting_id bigint not null references p_meetings_meeting (id),
    series_id bigint not null references p_meetings_series (id),
    text text not null,
    sent_key text,
    removed boolean not null,
    changed_by text not null,
    changed_at ${instant} not null,
    version int not null
);
create index p_meetings_decision_item on p_meetings_decision (item_id, id);
create index p_meetings_decision_meeting on p_meetings_decision (meeting_id, id);
create index p_meetings_decision_series on p_meetings_decision (series_id, id);
create unique index p_meetings_decision_sent on p_meetings_decision (item_id, sent_key);

-- What somebody is to do. With an owner and a last day it is an activity of core's, which then says how far it has come.
create table p_meetings_action (
    id ${key},
    item_id bigint not null references p_meetings_item (id),
    meeting_id bigint not null references p_meetings_meeting (id),
    series_id bigint not null references p_meetings_series (id),
    text text not null,
    owner_id text,
    due ${date},
    goal_id text,
    unit_id text not null,
    activity_id text,
    state text not null check (state in ('OPEN', 'DONE')),
    sent_key text,
    removed boolean not null,
    changed_by text not null,
    changed_at ${instant} not null,
    version int not null
);
create index p_meetings_action_item on p_meetings_action (item_id, id);
create index p_meetings_action_meeting on p_meetings_action (meeting_id, id);
create index p_meetings_action_series on p_meetings_action (series_id, state, id);
create index p_meetings_action_owner on p_meetings_action (owner_id, state, due);
create index p_meetings_action_activity on p_meetings_action (activity_id);
create unique index p_meetings_action_sent on p_meetings_action (item_id, sent_key);

-- The minutes as they were when the first attester signed; they are not changed any more.
create table p_meetings_minutes (
    meeting_id bigint not null references p_meetings_meeting (id),
    content ${json} not null,
    digest text not null,
    frozen_at ${instant} not null,
    primary key (meeting_id)
);

create table p_meetings_attestation (
    meeting_id bigint not null references p_meetings_meeting (id),
    person_id text not null,
    role text not null,
    at ${instant} not null,
    digest text not null,
    primary key (meeting_id, person_id)
);

-- What has been sent to whom, so that nothing is sent twice.
create table p_meetings_sent (
    meeting_id bigint not null references p_meetings_meeting (id),
    person_id text not null,
    what text not null,
    at ${instant} not null,
    primary key (meeting_id, person_id, what)
);

create table p_meetings_change (
    id ${key},
    at ${instant} not null,
    person_id text not null,
    meeting_id bigint,
    entity text not null,
    entity_id bigint not null,
    field text not null,
    old_value text,
    new_value text
);
create index p_meetings_change_entity on p_meetings_change (entity, entity_id, id);
create index p_meetings_change_meeting on p_meetings_change (meeting_id, id);
