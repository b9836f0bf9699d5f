-- Who may find what stands at a path: asked for each page that links there.
create index search_document_path on search_document (source, path);
