-- The communities and their homelands.
SELECT diaspora, name, homeland, homeland_name, heritage_language FROM diasporas ORDER BY name
