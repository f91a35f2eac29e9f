#include "qs-resource-page.h"

#include <glib/gi18n.h>

#include "qs-account-banner.h"
#include "qs-account-need.h"
#include "qs-error-page.h"
#include "qs-format-closures.h"
#include "qs-resource-detail-page.h"
#include "qs-resource-forms.h"
#include "qs-resource-menu.h"
#include "qs-resource-watch.h"
#include "qs-resource-words.h"
#include "qs-task-row.h"
#include "qs-ui-resources.h"

typedef struct
{
  QsAccount          *account;
  QsResourceList     *list;
  QsResourceWatch    *watch;

  GtkSortListModel   *sorted;
  GtkStringSorter    *name_sorter;
  GtkStringSorter    *status_sorter;
  GtkNumericSorter   *revision_sorter;
  GtkNoSelection     *selection;
  GtkListView        *list_view;
  AdwStatusPage      *empty_page;
  GtkListBox         *tasks;
  GtkListItemFactory *header_factory;
} QsResourcePagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (QsResourcePage, qs_resource_page, ADW_TYPE_NAVIGATION_PAGE)

enum
{
  PROP_ACCOUNT = 1,
  PROP_LIST,
  PROP_CREATE_ACTION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static QsResourcePagePrivate *
get_private (QsResourcePage *self)
{
  return qs_resource_page_get_instance_private (self);
}

/* Returns: (nullable): nothing for a kind that has no form. */
static const char *
get_create_action (QsResourcePage *self)
{
  static const char * const actions[] = {
    [QS_RESOURCE_DEFINITION] = "win.create-definition",
    [QS_RESOURCE_QUEUE] = "win.create-queue",
    [QS_RESOURCE_ENVIRONMENT] = "win.create-environment",
  };
  QsResourceKind kind = QS_RESOURCE_PAGE_GET_CLASS (self)->kind;

  return qs_resource_forms_has (kind) ? actions[kind] : NULL;
}

static char *
choose_page (QsResourcePage *self,
             guint           n_shown,
             guint           n_items,
             gboolean        loaded,
             GError         *error)
{
  if (n_shown > 0)
    return g_strdup ("list");
  if (n_items > 0)
    return g_strdup ("nothing-found");
  if (error != NULL)
    return g_strdup ("error");

  return g_strdup (loaded ? "empty" : "busy");
}

/* With a list on the screen a failed refresh is told above it, unless the account tells it. */
static gboolean
must_warn (QsResourcePage *self,
           guint           n_items,
           GError         *error,
           QsAccountNeed   need)
{
  return n_items > 0 && error != NULL && !qs_account_need_explains (need, error);
}

/* Revisions of a definition stay together, the latest first. */
static void
sort_by (QsResourcePage *self,
         gboolean        by_status)
{
  QsResourcePagePrivate *priv = get_private (self);
  gboolean grouped = QS_RESOURCE_PAGE_GET_CLASS (self)->grouped && !by_status;
  GtkMultiSorter *sorter = gtk_multi_sorter_new ();

  if (by_status)
    gtk_multi_sorter_append (sorter, GTK_SORTER (g_object_ref (priv->status_sorter)));
  gtk_multi_sorter_append (sorter, GTK_SORTER (g_object_ref (priv->name_sorter)));
  gtk_multi_sorter_append (sorter, GTK_SORTER (g_object_ref (priv->revision_sorter)));
  gtk_sort_list_model_set_sorter (priv->sorted, GTK_SORTER (sorter));
  gtk_sort_list_model_set_section_sorter (priv->sorted,
                                          grouped ? GTK_SORTER (priv->name_sorter) : NULL);
  gtk_list_view_set_header_factory (priv->list_view, grouped ? priv->header_factory : NULL);
  g_object_unref (sorter);
}

static void
on_order_selected_cb (QsResourcePage *self,
                      GParamSpec     *pspec,
                      GtkDropDown    *order)
{
  sort_by (self, gtk_drop_down_get_selected (order) == 1);
}

static void
on_list_activated_cb (QsResourcePage *self,
                      guint           position)
{
  QsResourcePagePrivate *priv = get_private (self);
  g_autoptr(QsResource) resource = g_list_model_get_item (G_LIST_MODEL (priv->selection),
                                                          position);
  GtkWidget *view = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);

  if (resource != NULL && view != NULL)
    adw_navigation_view_push (ADW_NAVIGATION_VIEW (view),
                              qs_resource_detail_page_new (priv->account, resource));
}

static void
refresh_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  QsResourcePagePrivate *priv = get_private (QS_RESOURCE_PAGE (widget));

  if (priv->list != NULL)
    qs_resource_list_refresh (priv->list);
}

static void
create_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  const char *create = get_create_action (QS_RESOURCE_PAGE (widget));

  if (create != NULL)
    gtk_widget_activate_action (widget, create, NULL);
}

/* Something was done to a resource, here or elsewhere. */
static void
on_tasks_changed_cb (QsResourcePage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "resources.refresh", NULL);
}

static void
set_watching (QsResourcePage *self,
              gboolean        watching)
{
  QsResourcePagePrivate *priv = get_private (self);

  if (priv->watch != NULL)
    qs_resource_watch_set_active (priv->watch, watching);
}

/* The list as it stands is shown at once, and asked for anew each time the page is. */
static void
qs_resource_page_showing (AdwNavigationPage *page)
{
  gtk_widget_activate_action (GTK_WIDGET (page), "resources.refresh", NULL);
  set_watching (QS_RESOURCE_PAGE (page), TRUE);

  if (ADW_NAVIGATION_PAGE_CLASS (qs_resource_page_parent_class)->showing != NULL)
    ADW_NAVIGATION_PAGE_CLASS (qs_resource_page_parent_class)->showing (page);
}

static void
qs_resource_page_hidden (AdwNavigationPage *page)
{
  set_watching (QS_RESOURCE_PAGE (page), FALSE);

  if (ADW_NAVIGATION_PAGE_CLASS (qs_resource_page_parent_class)->hidden != NULL)
    ADW_NAVIGATION_PAGE_CLASS (qs_resource_page_parent_class)->hidden (page);
}

static void
show_tasks (QsResourcePage *self,
            QsEngine       *engine)
{
  QsResourceTasks *tasks = engine != NULL ? qs_resource_tasks_get (engine) : NULL;

  qs_task_row_fill (get_private (self)->tasks, tasks);
  if (tasks != NULL)
    g_signal_connect_object (tasks, "changed", G_CALLBACK (on_tasks_changed_cb), self,
                             G_CONNECT_SWAPPED);
}

static void
set_account (QsResourcePage *self,
             QsAccount      *account)
{
  QsResourcePagePrivate *priv = get_private (self);
  QsEngine *engine = account != NULL ? qs_account_get_engine (account) : NULL;

  if (!g_set_object (&priv->account, account))
    return;

  g_clear_object (&priv->watch);
  g_clear_object (&priv->list);
  if (engine != NULL)
    {
      priv->list = qs_resource_list_new (engine, QS_RESOURCE_PAGE_GET_CLASS (self)->kind);
      priv->watch = qs_resource_watch_new (priv->list, qs_account_get_clock (account));
    }
  show_tasks (self, engine);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LIST]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACCOUNT]);
}

/* In init the class is not yet that of the kind. */
static void
qs_resource_page_constructed (GObject *object)
{
  QsResourcePage *self = QS_RESOURCE_PAGE (object);
  QsResourcePageClass *klass = QS_RESOURCE_PAGE_GET_CLASS (self);

  G_OBJECT_CLASS (qs_resource_page_parent_class)->constructed (object);

  g_object_set (get_private (self)->empty_page,
                "icon-name", klass->icon_name,
                "title", _(klass->empty_title),
                "description", _(klass->empty_description),
                NULL);
  sort_by (self, FALSE);
  g_object_notify_by_pspec (object, properties[PROP_CREATE_ACTION]);
}

static void
qs_resource_page_dispose (GObject *object)
{
  QsResourcePagePrivate *priv = get_private (QS_RESOURCE_PAGE (object));

  gtk_widget_dispose_template (GTK_WIDGET (object), QS_TYPE_RESOURCE_PAGE);
  g_clear_object (&priv->watch);
  g_clear_object (&priv->list);
  g_clear_object (&priv->account);

  G_OBJECT_CLASS (qs_resource_page_parent_class)->dispose (object);
}

static void
qs_resource_page_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  QsResourcePagePrivate *priv = get_private (QS_RESOURCE_PAGE (object));

  switch (prop_id)
    {
    case PROP_ACCOUNT:
      g_value_set_object (value, priv->account);
      break;
    case PROP_LIST:
      g_value_set_object (value, priv->list);
      break;
    case PROP_CREATE_ACTION:
      g_value_set_string (value, get_create_action (QS_RESOURCE_PAGE (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_resource_page_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_ACCOUNT:
      set_account (QS_RESOURCE_PAGE (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (QS_TYPE_ACCOUNT_BANNER);
  g_type_ensure (QS_TYPE_ERROR_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "resources/qs-resource-page.ui");
  gtk_widget_class_bind_template_child_private (widget_class, QsResourcePage, sorted);
  gtk_widget_class_bind_template_child_private (widget_class, QsResourcePage, name_sorter);
  gtk_widget_class_bind_template_child_private (widget_class, QsResourcePage, status_sorter);
  gtk_widget_class_bind_template_child_private (widget_class, QsResourcePage, revision_sorter);
  gtk_widget_class_bind_template_child_private (widget_class, QsResourcePage, selection);
  gtk_widget_class_bind_template_child_private (widget_class, QsResourcePage, list_view);
  gtk_widget_class_bind_template_child_private (widget_class, QsResourcePage, empty_page);
  gtk_widget_class_bind_template_child_private (widget_class, QsResourcePage, tasks);
  gtk_widget_class_bind_template_child_private (widget_class, QsResourcePage, header_factory);
  gtk_widget_class_bind_template_callback (widget_class, choose_page);
  gtk_widget_class_bind_template_callback (widget_class, must_warn);
  gtk_widget_class_bind_template_callback (widget_class, on_order_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_list_activated_cb);
  qs_format_closures_bind (widget_class);
  qs_resource_menu_bind (widget_class);
  qs_resource_words_bind (widget_class);
}

static void
qs_resource_page_class_init (QsResourcePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->constructed = qs_resource_page_constructed;
  object_class->dispose = qs_resource_page_dispose;
  object_class->get_property = qs_resource_page_get_property;
  object_class->set_property = qs_resource_page_set_property;
  ADW_NAVIGATION_PAGE_CLASS (klass)->showing = qs_resource_page_showing;
  ADW_NAVIGATION_PAGE_CLASS (klass)->hidden = qs_resource_page_hidden;

  properties[PROP_ACCOUNT] =
    g_param_spec_object ("account", NULL, NULL, QS_TYPE_ACCOUNT, flags | G_PARAM_WRITABLE);
  properties[PROP_LIST] = g_param_spec_object ("list", NULL, NULL, QS_TYPE_RESOURCE_LIST, flags);
  properties[PROP_CREATE_ACTION] =
    g_param_spec_string ("create-action", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_action (widget_class, "resources.refresh", NULL, refresh_action);
  gtk_widget_class_install_action (widget_class, "resources.create", NULL, create_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n,
                                       GDK_CONTROL_MASK | GDK_SHIFT_MASK, "resources.create",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "resources.refresh", NULL);
  g_type_ensure (QS_TYPE_RESOURCE);
  bind_template (widget_class);
}

static void
qs_resource_page_init (QsResourcePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
