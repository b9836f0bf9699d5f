-- A plan is proposed before it is adopted. A check can be changed only with its column.
alter table plan add column stage text not null default 'DRAFT' check (stage in ('DRAFT', 'PROPOSED', 'ADOPTED'));
update plan set stage = state;
alter table plan drop column state;
alter table plan rename column stage to state;

alter table plan add column proposed_by bigint references person (id);
alter table plan add column proposal text not null default '';
alter table plan add column returned text not null default '';
alter table plan add column decided_by text not null default '';
alter table plan add column registry_number text not null default '';
create index plan_state on plan (state, unit_id);
create index plan_proposed_by on plan (proposed_by);

-- Each adopted edition as it was adopted, byte by byte; never changed.
create table plan_edition (
    plan_id bigint not null references plan (id),
    edition int not null,
    adopted_on ${date} not null,
    decided_by text not null,
    registry_number text not null,
    correction text not null,
    change_id bigint not null references change (id),
    content text not null,
    sha256 text not null,
    primary key (plan_id, edition)
);

-- The same activity in an earlier plan.
alter table activity add column previous_activity_id bigint references activity (id);
create index activity_previous on activity (previous_activity_id);
