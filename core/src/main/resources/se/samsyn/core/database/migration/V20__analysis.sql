-- An analysis says what lies behind a result: of a goal in a follow-up or, without a goal, of the unit across its goals.
create table analysis (
    id ${key},
    follow_up_id bigint not null references follow_up (id),
    goal_id bigint references goal (id),
    result text not null,
    conclusion text not null,
    author_id bigint references person (id),
    written_at ${instant},
    version int not null
);
create unique index analysis_of_unit on analysis (follow_up_id) where goal_id is null;
create unique index analysis_of_goal on analysis (follow_up_id, goal_id);
create index analysis_goal on analysis (goal_id);

-- The goals that an analysis across goals points at.
create table analysis_points_at (
    analysis_id bigint not null references analysis (id),
    goal_id bigint not null references goal (id),
    primary key (analysis_id, goal_id)
);
create index analysis_points_at_goal on analysis_points_at (goal_id);

create table cause (
    id ${key},
    analysis_id bigint not null references analysis (id),
    position int not null,
    text text not null,
    evidence_for text not null,
    evidence_against text not null,
    verdict text check (verdict in ('CONFIRMED', 'POSSIBLE', 'REJECTED')),
    removed boolean not null
);
create index cause_analysis on cause (analysis_id, position);

-- What is done about it.
alter table activity add column cause_id bigint references cause (id);
create index activity_cause on activity (cause_id);

alter table cycle add column asks_analysis boolean not null default false;

-- What the figures spoke for when it was judged, and why the person judges otherwise.
alter table assessment add column proposed text
    check (proposed in ('NOT_STARTED', 'ON_TRACK', 'AT_RISK', 'OFF_TRACK', 'REACHED'));
alter table assessment add column reason text;

-- What was written as a free text becomes the result of an analysis, with its history and with what had been typed and not saved.
insert into analysis (follow_up_id, goal_id, result, conclusion, author_id, written_at, version)
select a.follow_up_id, a.goal_id, a.analysis, '', a.author_id, a.assessed_at, a.version
  from assessment a
 where a.analysis <> ''
    or exists (select 1 from entity_version v
                where v.entity = 'assessment' and v.entity_id = a.id and coalesce(v.state ->> 'analysis', '') <> '');

insert into entity_version (entity, entity_id, version, change_id, unit_id, state)
select 'analysis', n.id, v.version, v.change_id, v.unit_id,
       cast('{"id":' || n.id || ',"followUpId":' || n.follow_up_id || ',"goalId":' || n.goal_id
            || ',"goalIds":[],"result":' || cast(v.state -> 'analysis' as text) || ',"causes":[],"conclusion":"","authorId":'
            || coalesce(cast(v.state -> 'authorId' as text), 'null') || ',"writtenAt":'
            || coalesce(cast(v.state -> 'assessedAt' as text), 'null') || ',"version":' || v.version || '}' as ${json})
  from (select e.entity_id, e.version, e.change_id, e.unit_id, e.state,
               lag(e.state ->> 'analysis', 1, '') over (partition by e.entity_id order by e.version) as before
          from entity_version e
         where e.entity = 'assessment' and e.state is not null and e.state ->> 'analysis' is not null) v
  join assessment a on a.id = v.entity_id
  join analysis n on n.follow_up_id = a.follow_up_id and n.goal_id = a.goal_id
 where v.state ->> 'analysis' <> v.before;

update analysis set version = (
    select max(v.version) from entity_version v where v.entity = 'analysis' and v.entity_id = analysis.id)
 where exists (select 1 from entity_version v where v.entity = 'analysis' and v.entity_id = analysis.id);

insert into draft (person_id, subject, base_version, content, saved_at)
select d.person_id, 'analysis:' || a.follow_up_id || ':' || a.goal_id,
       coalesce((select n.version from analysis n where n.follow_up_id = a.follow_up_id and n.goal_id = a.goal_id), 0),
       cast('{"result":' || cast(d.content -> 'analysis' as text) || '}' as ${json}), d.saved_at
  from draft d
  join assessment a on d.subject = 'assessment:' || a.id
 where coalesce(d.content ->> 'analysis', '') <> '' and d.content ->> 'analysis' <> a.analysis;

alter table assessment drop column analysis;
