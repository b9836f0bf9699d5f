-- Every write leaves one change: who, for whom, when and from where.
create table change (
    id ${key},
    at ${instant} not null,
    user_id bigint,
    for_user_id bigint,
    origin text not null
);
create index change_at on change (at);

-- Each version of each entity as a whole; history and 'as of' derive from it. No state means that it was removed.
create table entity_version (
    entity text not null,
    entity_id bigint not null,
    version int not null,
    change_id bigint not null references change (id),
    unit_id bigint,
    state ${json},
    primary key (entity, entity_id, version)
);
create index entity_version_change on entity_version (change_id);
create index entity_version_unit on entity_version (unit_id, change_id);

create table setting (
    name text primary key,
    value text not null
);
