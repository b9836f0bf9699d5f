-- What the municipality wants of each plugin; what it is doing now is known by the running server.
create table plugin (
    id ${key},
    name text not null unique,
    enabled boolean not null,
    -- What someone brought in: its own version, and the sha256 of its jar, by which the next start knows it.
    release text,
    jar text,
    erased text,
    version int not null
);

create table plugin_setting (
    plugin_id bigint not null references plugin (id),
    name text not null,
    value text not null,
    primary key (plugin_id, name)
);
