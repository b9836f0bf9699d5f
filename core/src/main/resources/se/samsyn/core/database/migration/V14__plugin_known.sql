-- What each plugin was called and added when it was last in use, for when it is off or gone.
create table plugin_known (
    plugin text primary key,
    known ${json} not null
);
