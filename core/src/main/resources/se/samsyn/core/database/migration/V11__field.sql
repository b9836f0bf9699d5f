-- The values of plugins' own fields on things of core's; field is '<plugin>:<name>'.
create table custom_field_value (
    target text not null check (target in ('GOAL')),
    entity_id bigint not null,
    field text not null,
    value text not null,
    primary key (target, entity_id, field)
);
