-- Our own units form a tree. Independent schools and comparison bodies (country, regions, municipalities, groups) stand
-- beside it, outside the reach of any role. What is searched and ordered by is folded as SwedishCollation does.
create table unit (
    id ${key},
    parent_id bigint references unit (id),
    standing text not null check (standing in ('OWN', 'INDEPENDENT', 'COMPARISON')),
    kind text not null,
    name text not null,
    folded text not null default '',
    valid_from ${date},
    valid_to ${date},
    version int not null
);
create index unit_parent on unit (parent_id);
create index unit_standing on unit (standing, folded);

create table unit_identifier (
    scheme text not null,
    value text not null,
    unit_id bigint not null references unit (id),
    primary key (scheme, value)
);
create index unit_identifier_unit on unit_identifier (unit_id);

create table unit_group_member (
    group_id bigint not null references unit (id),
    member_id bigint not null references unit (id),
    primary key (group_id, member_id)
);
create index unit_group_member_member on unit_group_member (member_id);
