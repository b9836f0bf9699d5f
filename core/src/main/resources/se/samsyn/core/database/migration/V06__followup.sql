-- A round of follow-up: a period is opened for a unit and the units below it that have a plan of the type.
create table cycle (
    id ${key},
    name text not null,
    unit_id bigint not null references unit (id),
    plan_type_id bigint not null references plan_type (id),
    plan_period text not null,
    period text not null,
    opens ${date} not null,
    due ${date} not null,
    state text not null check (state in ('PLANNED', 'OPEN', 'CLOSED')),
    version int not null
);
create index cycle_plan on cycle (plan_type_id, plan_period);

-- One unit's part in a cycle.
create table follow_up (
    id ${key},
    cycle_id bigint not null references cycle (id),
    unit_id bigint not null references unit (id),
    plan_id bigint not null references plan (id),
    due ${date} not null,
    state text not null check (state in ('OPEN', 'MARKED_COMPLETE')),
    summary text not null,
    completed_at ${instant},
    completed_by bigint references person (id),
    reopen_reason text,
    version int not null,
    unique (cycle_id, plan_id)
);
create index follow_up_unit on follow_up (unit_id, state);
create index follow_up_completed on follow_up (state, completed_at);
create index follow_up_plan on follow_up (plan_id, state);

-- Version 0 has not been judged yet; the first judgement makes version 1.
create table assessment (
    id ${key},
    follow_up_id bigint not null references follow_up (id),
    goal_id bigint not null references goal (id),
    status text check (status in ('NOT_STARTED', 'ON_TRACK', 'AT_RISK', 'OFF_TRACK', 'REACHED')),
    trend text check (trend in ('BETTER', 'SAME', 'WORSE')),
    comment text not null,
    analysis text not null,
    author_id bigint references person (id),
    unchanged boolean not null,
    assessed_at ${instant},
    version int not null,
    unique (follow_up_id, goal_id)
);
create index assessment_goal on assessment (goal_id);

-- What someone has typed and not yet saved; apart from the entity, without versions.
create table draft (
    person_id bigint not null references person (id),
    subject text not null,
    base_version int not null,
    content ${json} not null,
    saved_at ${instant} not null,
    primary key (person_id, subject)
);
create index draft_subject on draft (subject);
