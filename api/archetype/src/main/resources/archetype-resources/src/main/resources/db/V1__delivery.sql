#set($table = "p_" + $artifactId.replace("-", "_") + "_delivery")
create table $table (
    id ${key},
    at ${instant} not null,
    file text not null,
    outcome text not null
);
