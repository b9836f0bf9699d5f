-- A governance model: levels that the municipality names, and a calendar.
create table plan_type (
    id ${key},
    name text not null,
    calendar text not null check (calendar in ('FISCAL_YEAR', 'SCHOOL_YEAR')),
    version int not null
);

create table plan_level (
    id ${key},
    plan_type_id bigint not null references plan_type (id),
    position int not null,
    name text not null
);
create index plan_level_type on plan_level (plan_type_id, position);

create table plan (
    id ${key},
    plan_type_id bigint not null references plan_type (id),
    unit_id bigint not null references unit (id),
    period text not null,
    title text not null,
    state text not null check (state in ('DRAFT', 'ADOPTED')),
    edition int not null,
    adopted_on ${date},
    correction text not null,
    version int not null,
    unique (plan_type_id, unit_id, period)
);
create index plan_unit on plan (unit_id, period);
create index plan_period on plan (period);

create table goal (
    id ${key},
    plan_id bigint not null references plan (id),
    level_id bigint not null references plan_level (id),
    title text not null,
    description text not null,
    owner_id bigint references person (id),
    position int not null,
    previous_goal_id bigint references goal (id),
    removed boolean not null,
    version int not null
);
create index goal_plan on goal (plan_id, position);
create index goal_owner on goal (owner_id);
create index goal_previous on goal (previous_goal_id);

-- The red thread, many to many.
create table goal_link (
    goal_id bigint not null references goal (id),
    upper_goal_id bigint not null references goal (id),
    kind text not null check (kind in ('TAKES_OVER', 'SUPPLEMENTS', 'BREAKS_DOWN')),
    primary key (goal_id, upper_goal_id)
);
create index goal_link_upper on goal_link (upper_goal_id);

create table goal_indicator (
    goal_id bigint not null references goal (id),
    indicator_id bigint not null references indicator (id),
    position int not null,
    primary key (goal_id, indicator_id)
);
create index goal_indicator_indicator on goal_indicator (indicator_id);

create table activity (
    id ${key},
    goal_id bigint not null references goal (id),
    title text not null,
    description text not null,
    starts ${date},
    due ${date},
    state text not null check (state in ('NOT_STARTED', 'ONGOING', 'DONE', 'CANCELLED')),
    progress int not null check (progress between 0 and 100),
    removed boolean not null,
    version int not null
);
create index activity_goal on activity (goal_id);
create index activity_due on activity (due);

create table activity_owner (
    activity_id bigint not null references activity (id),
    person_id bigint not null references person (id),
    primary key (activity_id, person_id)
);
create index activity_owner_person on activity_owner (person_id);
