-- What can be found. Its words lie in an index beside it, which each database has in a form of its own.
create table search_document (
    id ${key},
    -- 'core', or the id of a plugin.
    source text not null,
    name text not null,
    kind text not null,
    title text not null,
    place text not null,
    unit_id bigint,
    path text not null,
    unique (source, name)
);

-- Who may find it.
create table search_audience (
    document_id bigint not null references search_document (id),
    audience text not null,
    primary key (document_id, audience)
);
