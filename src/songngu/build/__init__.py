"""From a library to a site folder: decide what the site holds, then write what changed and remove what is gone."""
