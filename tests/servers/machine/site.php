<?php
/**
 * Does one thing to one site: reads {"do": NAME, …} on standard input, prints what came of it as JSON.
 * The site is the one that the environment names (see wp-config.php); the code is the working directory.
 */

ini_set('display_errors', 'stderr');
define('WP_IMPORTING', true); // no pings, no mail to subscribers
$order = json_decode(stream_get_contents(STDIN), true, 512, JSON_THROW_ON_ERROR);
if ($order['do'] === 'install') {
    define('WP_INSTALLING', true);
}
require getcwd() . '/wp-load.php';

/** A new, empty site. */
function install(array $order): array {
    require_once ABSPATH . 'wp-admin/includes/upgrade.php';
    wp_install($order['title'], 'editor', 'editor@example.org', true, '', 'no secret');
    foreach (get_posts(['post_type' => 'any', 'post_status' => 'any', 'numberposts' => -1]) as $sample) {
        wp_delete_post($sample->ID, true);
    }
    foreach ($order['options'] as $name => $value) {
        update_option($name, $value);
    }
    switch_theme($order['theme']);
    delete_option('rewrite_rules'); // made anew, for the permalinks just chosen, by the first visit
    return [];
}

/** Images, posts of any status, comments: what an edition holds. Returns the posts' numbers. */
function insert(array $order): array {
    wp_defer_term_counting(true);
    wp_defer_comment_counting(true);
    $authors = array_map('author', $order['authors']);
    array_map('insert_picture', $order['pictures'] ?? []);
    $numbers = [];
    foreach ($order['posts'] as $n => $post) {
        $numbers[] = insert_post($post, $authors[$n % count($authors)]);
    }
    foreach ($order['comments'] ?? [] as $comment) {
        wp_insert_comment([
            'comment_post_ID' => $comment['post'],
            'comment_author' => $comment['author'],
            'comment_author_email' => $comment['email'],
            'comment_content' => $comment['text'],
            'comment_approved' => $comment['approved'] ? 1 : 0,
            'comment_date' => $comment['date'],
            'comment_date_gmt' => get_gmt_from_date($comment['date']),
        ]);
    }
    wp_defer_comment_counting(false);
    wp_defer_term_counting(false);
    return $numbers;
}

function author(string $name): int {
    $login = sanitize_title($name);
    $known = get_user_by('login', $login);
    return $known ? $known->ID : wp_insert_user([
        'user_login' => $login, 'user_pass' => 'no secret', 'display_name' => $name, 'role' => 'author',
    ]);
}

function insert_picture(array $picture): void {
    $id = wp_insert_post(wp_slash([
        'import_id' => $picture['id'], 'post_type' => 'attachment', 'post_status' => 'inherit',
        'post_mime_type' => 'image/png', 'post_title' => basename($picture['file'], '.png'),
        'post_excerpt' => $picture['caption'],
    ]), true);
    update_post_meta($id, '_wp_attached_file', $picture['file']);
    update_post_meta($id, '_wp_attachment_metadata', ['width' => 300, 'height' => 200, 'file' => $picture['file']]);
}

function insert_post(array $post, int $author): int {
    $versions = [...$post['earlier'] ?? [], $post['html']];
    $id = wp_insert_post(wp_slash([
        'import_id' => $post['id'] ?? 0, 'post_type' => $post['kind'],
        'post_status' => $post['status'] === 'trash' ? 'publish' : $post['status'],
        'post_title' => $post['title'], 'post_name' => $post['slug'], 'post_content' => $versions[0],
        'post_date' => $post['published'], 'post_author' => $author, 'post_password' => $post['password'],
        'post_category' => $post['kind'] === 'post' ? [section($post['section'])] : [],
        'tags_input' => $post['kind'] === 'post' ? $post['tags'] : [], 'comment_status' => 'open',
    ]), true);
    if (is_wp_error($id)) {
        throw new RuntimeException($id->get_error_message() . ': ' . $post['title']);
    }
    foreach (array_slice($versions, 1) as $html) {
        wp_update_post(wp_slash(['ID' => $id, 'post_content' => $html]));
    }
    if ($post['modified'] !== $post['published'] || count($versions) > 1) {
        modified($id, $post['modified']);
    }
    if ($post['status'] === 'trash') {
        wp_trash_post($id);
    }
    return $id;
}

function section(string $name): int {
    $known = get_term_by('name', $name, 'category');
    return $known ? $known->term_id : wp_insert_term($name, 'category')['term_id'];
}

/** WordPress itself always says "now". */
function modified(int $id, string $date): void {
    global $wpdb;
    $gmt = get_gmt_from_date($date);
    $wpdb->update($wpdb->posts, ['post_modified' => $date, 'post_modified_gmt' => $gmt], ['ID' => $id]);
    clean_post_cache($id);
}

/** A new title or body for a post that is there. */
function edit(array $order): array {
    wp_update_post(wp_slash(['ID' => $order['id'], 'post_title' => $order['title'], 'post_content' => $order['html']]));
    modified($order['id'], $order['modified']);
    return [];
}

/** Gone for good, not to the bin. */
function delete(array $order): array {
    wp_delete_post($order['id'], true);
    return [];
}

/** Keep the site as it is now … */
function keep(): array {
    global $wpdb;
    foreach ($wpdb->tables() as $table) {
        $wpdb->query("CREATE TABLE kept_$table LIKE $table");
        $wpdb->query("INSERT INTO kept_$table SELECT * FROM $table");
    }
    return [];
}

/** … and make it so again. */
function restore(): array {
    global $wpdb;
    foreach ($wpdb->tables() as $table) {
        $wpdb->query("TRUNCATE TABLE $table");
        $wpdb->query("INSERT INTO $table SELECT * FROM kept_$table");
    }
    return [];
}

if ($order['do'] !== 'install') {
    wp_set_current_user(1); // an editor's markup is kept as written
}
echo json_encode($order['do']($order), JSON_THROW_ON_ERROR);
