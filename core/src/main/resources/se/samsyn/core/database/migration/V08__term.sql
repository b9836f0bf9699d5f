-- The municipality's own words. Without a text the standard one holds again; the row keeps count of the versions.
create table term (
    id ${key},
    source text not null,
    language text not null check (language in ('sv', 'en')),
    name text not null,
    text text,
    version int not null,
    change_id bigint not null references change (id),
    unique (source, language, name)
);
create index term_change on term (change_id);
