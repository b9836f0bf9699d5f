-- A framework is never changed; a new file is a new row, so that a round keeps what it was answered on.
create table p_school_quality_framework (
    id ${key},
    code text not null,
    title text not null,
    content ${json} not null,
    example boolean not null,
    retired boolean not null,
    version int not null
);

create table p_school_quality_round (
    id ${key},
    framework_id bigint not null references p_school_quality_framework (id),
    unit_id text not null,
    period text not null,
    state text not null check (state in ('OPEN', 'JOINT', 'LOCKED')),
    opened_at ${instant} not null,
    opened_by text not null,
    version int not null,
    unique (unit_id, framework_id, period)
);
create index p_school_quality_round_period on p_school_quality_round (period, unit_id);

-- Who has taken part, and when: kept also when the answers are seen as a spread alone.
create table p_school_quality_participant (
    round_id bigint not null references p_school_quality_round (id),
    person_id text not null,
    begun_at ${instant} not null,
    handed_in_at ${instant},
    version int not null,
    primary key (round_id, person_id)
);

create table p_school_quality_answer (
    round_id bigint not null references p_school_quality_round (id),
    person_id text not null,
    statement text not null,
    level int not null,
    primary key (round_id, person_id, statement)
);

create table p_school_quality_joint (
    round_id bigint not null references p_school_quality_round (id),
    statement text not null,
    level int,
    comment text not null,
    evidence text not null,
    version int not null,
    primary key (round_id, statement)
);

create table p_school_quality_change (
    id ${key},
    at ${instant} not null,
    person_id text not null,
    entity text not null,
    entity_id bigint not null,
    field text not null,
    old_value text,
    new_value text
);
create index p_school_quality_change_entity on p_school_quality_change (entity, entity_id, id);
