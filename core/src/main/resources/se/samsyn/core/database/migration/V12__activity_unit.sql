-- An activity can be a unit's own, without a goal, and can come from something in a plugin. A column that may not be empty
-- can be let go only by making its table anew.
alter table activity_owner rename to activity_owner_before;
alter table activity rename to activity_before;

create table activity (
    id ${key},
    goal_id bigint references goal (id),
    unit_id bigint references unit (id),
    title text not null,
    folded text not null,
    description text not null,
    starts ${date},
    due ${date},
    state text not null check (state in ('NOT_STARTED', 'ONGOING', 'DONE', 'CANCELLED')),
    progress int not null check (progress between 0 and 100),
    origin_plugin text,
    origin_text text,
    origin_path text,
    removed boolean not null,
    version int not null,
    check ((goal_id is null) <> (unit_id is null))
);

create table activity_owner (
    activity_id bigint not null references activity (id),
    person_id bigint not null references person (id),
    primary key (activity_id, person_id)
);

insert into activity (id, goal_id, title, folded, description, starts, due, state, progress, removed, version)
select id, goal_id, title,
       replace(replace(replace(replace(replace(replace(replace(replace(lower(title),
           'Å', '{a'), 'å', '{a'), 'Ä', '{b'), 'ä', '{b'), 'Ö', '{c'), 'ö', '{c'), 'É', 'e'), 'é', 'e'),
       description, starts, due, state, progress, removed, version
  from activity_before;
insert into activity_owner (activity_id, person_id) select activity_id, person_id from activity_owner_before;

drop table activity_owner_before;
drop table activity_before;

create index activity_goal on activity (goal_id);
create index activity_unit on activity (unit_id);
create index activity_due on activity (due);
create index activity_owner_person on activity_owner (person_id);

-- The title as searches compare it, as for units, people and indicators.
alter table goal add column folded text not null default '';
update goal set folded =
       replace(replace(replace(replace(replace(replace(replace(replace(lower(title),
           'Å', '{a'), 'å', '{a'), 'Ä', '{b'), 'ä', '{b'), 'Ö', '{c'), 'ö', '{c'), 'É', 'e'), 'é', 'e');
