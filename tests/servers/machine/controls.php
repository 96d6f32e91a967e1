<?php
/**
 * Plugin Name: Controls for tests
 * Description: Switches the REST API, the sitemaps and the feeds off as site owners do, and sends no mail.
 */

if (!function_exists('wp_mail')) {
    function wp_mail() {
        return true;
    }
}

$off = explode(' ', (string) @file_get_contents((string) getenv('SITE_SWITCHED_OFF')));

if (in_array('rest', $off, true)) {
    add_filter('rest_authentication_errors', fn() => new WP_Error(
        'rest_cannot_access',
        'Only authenticated users can access the REST API.',
        ['status' => 401]
    ));
    remove_action('wp_head', 'rest_output_link_wp_head');
    remove_action('template_redirect', 'rest_output_link_header', 11);
}

if (in_array('sitemaps', $off, true)) {
    add_filter('wp_sitemaps_enabled', '__return_false');
}

if (in_array('feed', $off, true)) {
    foreach (['do_feed', 'do_feed_rdf', 'do_feed_rss', 'do_feed_rss2', 'do_feed_atom'] as $feed) {
        add_action($feed, fn() => wp_die('There is no feed here.', '', ['response' => 404]), 1);
    }
    remove_action('wp_head', 'feed_links', 2);
    remove_action('wp_head', 'feed_links_extra', 3);
}
